using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Tests.Http;

public sealed class DevSignInTests(TestStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OfADevelopmentUser_CarriesThePrincipal()
    {
        await using var app = await StartAsync();
        using var client = app.Client("chen");
        using var principal = await PrincipalAsync(client);
        var claims = Claims(principal);

        Assert.Equal("roles", principal.RootElement.GetProperty("role_typ").GetString());
        Assert.Contains("sub=chen", claims);
        Assert.Contains("roles=DistrictOfficer", claims);
        Assert.Contains("district=440305", claims);
    }

    [Fact]
    public async Task Request_WithForgedPrincipal_ArrivesWithoutIt()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes("{}")));
        client.DefaultRequestHeaders.Add("x-ms-client-principal-id", "admin");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X_MS_CLIENT_PRINCIPAL_NAME", "admin");

        Assert.Empty(await WhoAsync(client));
    }

    [Fact]
    public async Task Request_OfAnUnknownUser_Is401()
    {
        await using var app = await StartAsync();
        using var client = app.Client("nobody");
        using var answer = await client.GetAsync("api/who", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Login_KnownUser_SetsACookieThatSignsIn()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var login = await client.GetAsync("/.auth/login/dev?user=lin&post_login_redirect_uri=/api/who?x=1", Cancellation);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);

        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        Assert.Equal("/api/who?x=1", login.Headers.Location?.OriginalString);
        Assert.Contains("httponly", cookie);
        using var principal = await PrincipalAsync(client);
        Assert.Contains("sub=lin", Claims(principal));
    }

    [Fact]
    public async Task Login_WithoutAUser_ListsThemAndKeepsTheWayBack()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        var page = await client.GetStringAsync("/.auth/login/dev?post_login_redirect_uri=%2Fapi%2Fwho%3Fx%3D1", Cancellation);

        Assert.Contains("href=\"?user=lin&amp;post_login_redirect_uri=%2Fapi%2Fwho%3Fx%3D1\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("evil")]
    public async Task Login_RedirectElsewhere_Is400(string target)
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var answer = await client.GetAsync($"/.auth/login/dev?user=lin&post_login_redirect_uri={target}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Logout_DropsTheCookie()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var answer = await client.GetAsync("/.auth/logout", Cancellation);

        Assert.Contains("DevUser=;", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:7071", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example:7071", HttpStatusCode.MisdirectedRequest)]
    public async Task Request_ByHostName_IsServedOnlyAsLocal(string host, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        client.DefaultRequestHeaders.Host = host;
        using var answer = await client.GetAsync("api/who", Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    private static async Task<Dictionary<string, string>> WhoAsync(HttpClient client) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(await client.GetStringAsync("api/who", Cancellation))!, StringComparer.OrdinalIgnoreCase);

    private static async Task<JsonDocument> PrincipalAsync(HttpClient client) =>
        JsonDocument.Parse(Convert.FromBase64String((await WhoAsync(client))["X-MS-CLIENT-PRINCIPAL"]));

    private static List<string> Claims(JsonDocument principal) =>
    [
        .. principal.RootElement.GetProperty("claims").EnumerateArray()
            .Select(claim => $"{claim.GetProperty("typ")}={claim.GetProperty("val")}"),
    ];

    private async Task<TestApp> StartAsync() => await TestApp.StartAsync(await storage.SettingsAsync(), [typeof(Who)]);

    private static class Who
    {
        [Function("Who")]
        public static IResult Get([HttpTrigger("get", Route = "who")] HttpRequest request) => Results.Json(request.Headers
            .Where(header => header.Key.Contains("PRINCIPAL", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString()));
    }
}
