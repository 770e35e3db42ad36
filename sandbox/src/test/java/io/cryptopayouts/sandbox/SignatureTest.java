package io.cryptopayouts.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors published by Pockyt (P) and computed from its rule by others than this code (C). */
final class SignatureTest {
  private static final String TOKEN = "5cbfb079f15b150122261c8537086d77a";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "P1|amount=1.00;callbackUrl=https://wx.yuansfer.yunkeguan.com/wx;currency=USD;goodsInfo=[{\"goods_name\":\"Yuansfer\",\"quantity\":\"1\"}];ipnUrl=https://wx.yuansfer.yunkeguan.com/wx;merchantNo=200043;reference=seq_1525922323;storeNo=300014;terminal=ONLINE;timeout=120;vendor=alipay|b6bfd66531ae7c9499115c7480a2c8aa",
        "P2|amount=0.01;currency=USD;reference=test1666247277861;settleCurrency=USD;status=success;time=20221020142817;transactionNo=305680500880311923|435d01c5d5fa88cfe8168fbfbf732519",
        "C1|city=New York;country=USA;countryCode=US;customerCode=cust-0001;dateOfBirth=1990-05-17;email=jane@example.com;firstName=Jane;governmentId=123456789;governmentIdType=SSN;lastName=Doe;merchantNo=200043;profileType=INDIVIDUAL;state=NY;storeNo=300014;street=123 Main St;timestamp=2025-01-15T10:20:30Z;zip=10005|6b86cb704bc186d4f486ea1dc315bb56",
        "C2|customerNo=2000305228303182610217;merchantNo=200043;storeNo=300014;timestamp=2025-01-15T10:20:30Z|a8fdd8d60b9ab4fddd5eb6abc0b50d51",
        "C3|accountCountry=US;accountCurrency=USDC;accountTag=tag-1;customerNo=2000305228303182610217;merchantNo=200043;storeNo=300014;timestamp=2025-01-15T10:20:30Z;walletAddress=0x65BFCf1a6289a0b77b4D3F7d12005a05949F08C3;walletChain=ETH - Ethereum|0e452aa685813641e46cdc07814d4613",
        "C4|accountToken=2010378298556879970563;amount=25.00;currency=USD;customerNo=2000305228303182610217;invoiceId=inv-0001;ipnUrl=https://example.com/webhooks?a=1&b=2;merchantNo=200043;note=Payouts, Thanks;storeNo=300014;timestamp=2025-01-15T10:20:30Z|881a38689e9067ab317d1c372bd687e3",
        "C5|invoiceId=inv-0001;merchantNo=200043;storeNo=300014|5118962daf851f3eed59b9de82cf6fcb",
        "C6|currency=USD;merchantNo=200043;storeNo=300014;timestamp=2025-01-15T10:20:30Z|58260e67be2d0a33aaab60b20be8f714",
        "C7|accountToken=2010378298556879970563;amount=25.00;currency=USD;invoiceId=inv-0001;paymentTime=2025-01-15T10:25:00Z;status=success;transactionNo=305469836617940464;vendor=CRYPTO|71697321b1a8c74623187c7abaf98f01",
        "C8|accountToken=2010378298556879970563;amount=25.00;currency=USD;invoiceId=inv-0001;paymentTime=2025-01-15T10:25:00Z;status=failed;transactionNo=305469836617940464;vendor=CRYPTO|c0f5c6807f82a55e2a8a213db4defaf5",
        "C9|company=支付宝;merchantNo=200043;storeNo=300014;timestamp=2025-01-15T10:20:30Z|e138ade9f219c2835a1c3f6308b0df1e",
      })
  void signsAsDocumented(String name, String fields, String signature) {
    Map<String, String> request = new HashMap<>();
    for (String field : fields.split(";", -1)) {
      int equals = field.indexOf('=');
      request.put(field.substring(0, equals), field.substring(equals + 1));
    }
    request.put("verifySign", signature);

    assertThat(new Signature(TOKEN).of(request)).as(name).isEqualTo(signature);
    assertThat(new Signature(TOKEN).isOn(request)).isTrue();
    assertThat(new Signature("another").isOn(request)).isFalse();
  }
}
