using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using LocalHost.Functions;
using LocalHost.Http;
using Microsoft.Azure.Functions.Worker;

namespace Scenarios.Platform.Http;

/// <summary>What every route answers, whatever it answers: called by no one, and by someone whose every matter is unknown.</summary>
public sealed partial class HeadersTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRoute_KeepsBrowsersFromMisuse()
    {
        foreach (var user in new[] { null, "lin", "pan" })
        {
            foreach (var accept in new[] { "application/json", "text/html" })
            {
                foreach (var (name, method, path) in Calls())
                {
                    using var answer = await SendAsync(new HttpMethod(method), path, user, accept);
                    var headers = answer.Headers.ToDictionary(
                        header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
                    string Said(string header) => headers.GetValueOrDefault(header) ?? $"{name}, {user}, {accept}: no {header}";

                    Assert.Equal("nosniff", Said("X-Content-Type-Options"));
                    Assert.Equal("same-origin", Said("Referrer-Policy"));
                    Assert.Equal("DENY", Said("X-Frame-Options"));
                    Assert.Equal("same-origin", Said("Cross-Origin-Opener-Policy"));
                    Assert.Equal("same-origin", Said("Cross-Origin-Resource-Policy"));
                    Assert.Contains("camera=()", Said("Permissions-Policy"));
                    Assert.Contains("default-src 'none'", Said("Content-Security-Policy"));
                    Assert.Contains("frame-ancestors 'none'", Said("Content-Security-Policy"));
                    // LocalHost has no TLS.
                    Assert.False(answer.Headers.Contains("Strict-Transport-Security"), name);
                    var isFeed = name.EndsWith("_Feed", StringComparison.Ordinal) && answer.IsSuccessStatusCode;
                    // What changes with a release alone.
                    var isFixed = name is "Sectors_List" or "Districts_List" && answer.IsSuccessStatusCode;
                    // Its form has a proof for the one reader to whom it is shown.
                    var hasForm = name is "Warnings_CheckPage" or "Subscriptions_Page" or "Records_VerifyForm";
                    var expected = isFeed ? "public, max-age=60" : isFixed ? "public, max-age=3600"
                        : user is null && answer.IsSuccessStatusCode && !hasForm ? "public, no-cache" : "no-store";
                    // Where a page has a form, the framework says both.
                    Assert.Equal((name, expected), (name, Said("Cache-Control").Replace("no-store, no-cache", "no-store",
                        StringComparison.Ordinal)));
                    if (answer.StatusCode == HttpStatusCode.Unauthorized) Assert.Equal("Bearer", Said("WWW-Authenticate"));
                }
            }
        }
    }

    /// <summary>A page of another site cannot send anything with the sign-in's cookie, by whatever the browser states of it.</summary>
    [Fact]
    public async Task EveryRouteThatChanges_CalledByAPageOfAnotherSite_IsRefused()
    {
        foreach (var (name, method, path) in Calls().Where(call => call.Method is not ("GET" or "HEAD" or "OPTIONS")))
        {
            foreach (var (header, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("Referer", "https://evil.example/"), ("X-Nothing", "stated") })
            {
                using var answer = await SendAsync(
                    new HttpMethod(method), path, null, "application/json", ("Cookie", "DevUser=lin"), (header, value));
                var body = await answer.Content.ReadAsStringAsync(Cancellation);

                Assert.True(
                    answer.StatusCode == HttpStatusCode.Forbidden && body.Contains("foreign-site", StringComparison.Ordinal),
                    $"{name}, {header}: {body}");
            }

            using var own = await SendAsync(new HttpMethod(method), path, null, "application/json", ("Cookie", "DevUser=lin"), (
                "Origin", city.App.BaseAddress.GetLeftPart(UriPartial.Authority)));
            Assert.DoesNotContain("foreign-site", await own.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// What a page of another site can send without being asked for leave, no function takes; nor what it would have to unpack.
    /// </summary>
    [Fact]
    public async Task EveryRouteThatTakesABody_OfAnotherType_IsUnsupported()
    {
        var taking = Calls().Where(call => HttpRoute.Find(call.Name)!.Operation is { Request: not null } operation
            && !operation.RequestMedia.Contains("application/octet-stream")).ToList();
        Assert.True(taking.Count > 8, $"{taking.Count} functions take a body.");
        foreach (var (name, method, path) in taking)
        {
            foreach (var (type, encoding, problem) in new[] { ("text/plain", null, "unsupported-media"), (null, null, "unsupported-media"), ("application/json", "gzip", "unsupported-encoding") })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent("{}"u8.ToArray()) };
                if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
                var user = city.App.DevUsers.Keys.First(user => IsAdmitted(user, name));
                var answer = await city.Person(user).SendAsync(request, Cancellation);

                Assert.True(
                    answer.Problem == problem && answer.Status == HttpStatusCode.UnsupportedMediaType,
                    $"{name}, {type}, {encoding}: {answer.Status} {answer.Problem}");
            }
        }
    }

    /// <summary>HEAD answers like GET without the content, and content has a tag by which it is not sent again.</summary>
    [Fact]
    public async Task EveryRouteThatReads_AnswersHeadAndConditions()
    {
        var application = await city.SubmitAsync("Read");
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("read"));
        await city.Person("lin").PutAsync("/api/organisations/91440300MA5EXA1291",
            System.Net.Http.Json.JsonContent.Create(new { name = "Laboratory", district = "440305", sectors = new[] { "testing" } }), Cancellation);
        var read = new HashSet<string>();
        foreach (var user in new[] { null, "lin", "pan", "audit" })
        {
            foreach (var (name, _, path) in Calls().Where(call => call.Method == "GET" && call.Name != "ZUnrouted_Answer"))
            {
                var address = Existing(name, path, application, warning);
                using var get = await SendAsync(HttpMethod.Get, address, user, "application/json");
                using var head = await SendAsync(HttpMethod.Head, address, user, "application/json");
                Assert.Equal((name, get.StatusCode), (name, head.StatusCode));
                Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
                if (get.StatusCode != HttpStatusCode.OK || name.StartsWith("Health_", StringComparison.Ordinal)) continue;

                read.Add(name);
                Assert.Equal(Headers(get), Headers(head));
                // A page or a dossier is made for this reader and moment, and is read again.
                if (get.Content.Headers.ContentType!.MediaType is "text/html" or "application/zip") continue;
                var tag = get.Headers.ETag?.Tag ?? $"{name}: no tag";
                Assert.False(get.Headers.ETag?.IsWeak, name);
                foreach (var (header, value, status) in new[]
                {
                    ("If-None-Match", $"\"other\", {tag}", HttpStatusCode.NotModified), (
                        "If-None-Match", $"W/{tag}", HttpStatusCode.NotModified),
                    ("If-None-Match", "*", HttpStatusCode.NotModified), ("If-None-Match", "\"other\"", HttpStatusCode.OK),
                    ("If-Match", $"\"other\", {tag}", HttpStatusCode.OK), ("If-Match", $"W/{tag}", HttpStatusCode.PreconditionFailed),
                    ("If-Match", "\"other\"", HttpStatusCode.PreconditionFailed),
                })
                {
                    using var answer = await SendAsync(HttpMethod.Get, address, user, "application/json", (header, value));
                    Assert.Equal((name, header, value, status), (name, header, value, answer.StatusCode));
                    if (status == HttpStatusCode.NotModified) Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
                }
            }
        }

        // Those without are an application's page, a link's page, and drafts that this city has not.
        string[] expected =
        [
            "Applications_Get", "Applications_List", "Applications_Facts", "Forms_Get", "Documents_Download", "Organisations_Get", "Organisations_Facts", "Programmes_List",
            "Programmes_Get", "Alerts_List", "Alerts_Feed", "Warnings_List", "Warnings_Feed", "Warnings_Get", "Warnings_Cap", "Warnings_Facts", "Assignments_List",
            "Problems_List", "Problems_Get", "OpenApi_Get",
        ];
        Assert.Empty(expected.Except(read));
    }

    private static string Existing(string function, string path, ApplicationUnderTest application, WarningUnderTest warning) =>
        function switch
    {
        "Documents_Download" => $"{application.Address}/documents/budget",
        "Programmes_Get" => $"/api/programmes/{ApplicationUnderTest.SpecialFund}",
        "Organisations_Get" or "Organisations_Facts" => path.Replace("/0", "/91440300MA5EXA1291", StringComparison.Ordinal),
        "Problems_Get" => "/api/problems/not-found",
        _ when function.StartsWith("Alerts_", StringComparison.Ordinal) => path.Replace("/0", "/testing", StringComparison.Ordinal),
        _ when function.StartsWith("Warnings_", StringComparison.Ordinal) => path.Replace(
            "/0", $"/{warning.Id}", StringComparison.Ordinal),
        _ => path.Replace("applications/0", $"applications/{application.Id}", StringComparison.Ordinal),
    };

    /// <summary>All but what each answer has of its own.</summary>
    private static IReadOnlyDictionary<string, string> Headers(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Set-Cookie"))
            .ToDictionary(header => header.Key, header => Nonce().Replace(string.Join(", ", header.Value), "'nonce'"));

    private bool IsAdmitted(string user, string function)
    {
        var rule = typeof(HttpRoute).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function).GetCustomAttribute<AccessAttribute>()!;
        return rule.Roles.Count == 0 || city.App.DevUsers[user].Roles.Any(role => rule.Roles.Any(admitted => admitted.ToString() == role));
    }

    private IEnumerable<(string Name, string Method, string Path)> Calls() =>
        from function in city.App.Functions.With<HttpTriggerAttribute>()
        from method in HttpFunctions.Methods(function.Trigger)
        let path = System.Text.RegularExpressions.Regex.Replace(
            HttpFunctions.Route(function.Trigger, city.App.Settings.RoutePrefix), @"\{[^}]+\}", "0")
        select (function.Function.Name, method, path);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? user, string accept, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = city.App.BaseAddress,
        };
        using var request = new HttpRequestMessage(method, path);
        if (user is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Dev {user}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (method == HttpMethod.Post || method == HttpMethod.Put) request.Content = new StringContent(
            "{}", Encoding.UTF8, "application/json");
        return await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, Cancellation);
    }

    [GeneratedRegex("'nonce-[^']+'")]
    private static partial Regex Nonce();
}
