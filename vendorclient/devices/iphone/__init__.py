"""iPhones on Linux: through usbmuxd, lockdown and AFC, as Apple's own programs talk with them."""
