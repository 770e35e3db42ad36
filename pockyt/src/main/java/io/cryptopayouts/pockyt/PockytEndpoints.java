package io.cryptopayouts.pockyt;

import java.util.Map;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;
import retrofit2.http.Streaming;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/**
 * The provider's endpoints. All are POST and take a flat JSON object of strings. The body comes
 * back raw, since an error status may carry an envelope too.
 *
 * @see <a href="https://docs.pockyt.io/reference/payout-apis">Payout APIs</a>
 */
interface PockytEndpoints {
  @Streaming
  @POST("v3/payee/register")
  Call<ResponseBody> registerPayee(@Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST("v3/payee/retrieve")
  Call<ResponseBody> retrievePayee(@Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST("v3/payee/account/configurations")
  Call<ResponseBody> walletConfigurations(@Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST("v3/payee/account/create/crypto")
  Call<ResponseBody> addWallet(@Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST
  Call<ResponseBody> fundingAccounts(
      @Url String path, @Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST("v3/payouts/balance")
  Call<ResponseBody> balance(@Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST
  Call<ResponseBody> inquire(
      @Url String path, @Body Map<String, String> fields, @Tag Sending sending);

  @Streaming
  @POST("v3/payouts/pay")
  Call<ResponseBody> pay(
      @Header("Pockyt-Request-ID") String requestId,
      @Body Map<String, String> fields,
      @Tag Sending sending);
}
