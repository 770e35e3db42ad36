package io.cryptopayouts.api;

/** Orders as callers write them. */
final class OrderJson {

  private OrderJson() {}

  static String order(String invoiceId) {
    return order(invoiceId, "25.00");
  }

  static String order(String invoiceId, String amount) {
    return """
    {"invoiceId":"%s","amount":"%s","currency":"USD",
     "payee":{"type":"details","customerCode":"cust-0001","profileType":"INDIVIDUAL",
      "email":"jane@example.com","firstName":"Jane","lastName":"Doe",
      "dateOfBirth":"1990-05-17","countryCode":"US","country":"USA","state":"NY",
      "city":"New York","street":"123 Main St","zip":"10005","governmentIdType":"SSN",
      "governmentId":"123456789"},
     "wallet":{"type":"address","chain":"ETH - Ethereum",
      "address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
      "extraFields":{"walletProvider":"self"}},
     "note":"March","deadlines":{"compliance":"P30D","funds":"P1D"},
     "metadata":{"campaign":"spring"}}
    """
        .formatted(invoiceId, amount);
  }
}
