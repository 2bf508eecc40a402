"""The registration of a contract: 수주정보 → 수주제품 → 이행계획 → 확인·등록."""
