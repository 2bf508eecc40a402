"""What vendor and institution agree upon: values, rules, messages and documents."""
