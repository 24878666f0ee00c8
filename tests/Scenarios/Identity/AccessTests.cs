using System.Net;
using System.Reflection;
using System.Text;
using FunctionsApp;
using FunctionsApp.Identity;
using LocalHost.Demo;
using Microsoft.Azure.Functions.Worker;

namespace Scenarios.Identity;

public sealed class AccessTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Function_CalledAnonymously_RefusedUnlessItIsForAnyone()
    {
        var paths = (await city.Person(null).GetAsync("/api/openapi.json", Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("paths");
        var operations = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Method: operation.Name, operation.Value))).ToList();
        var open = Rules().Where(rule => rule.Value.Audience == Audience.Anyone).Select(rule => rule.Key).ToHashSet();
        Assert.True(operations.Count > 15, $"Only {operations.Count} operations are documented.");

        foreach (var (path, method, operation) in operations)
        {
            var name = operation.GetProperty("operationId").GetString()!;
            var answer = await AnonymousAsync(city, method, path);
            var refused = answer.Problem == "sign-in-required" && answer.Status == HttpStatusCode.Unauthorized;
            Assert.True(refused != open.Contains(name), $"{name}: anonymous {method} {path} got {(int)answer.Status} {answer.Problem}");
        }
    }

    [Fact]
    public async Task Function_OfOtherRoles_Refused()
    {
        // Staff draft nothing, and an applicant reports no signal.
        await city.RefusedAsync("chen", HttpStatusCode.Forbidden, "not-allowed", HttpMethod.Post, "/api/applications", () => System.Net.Http.Json.JsonContent.Create(ApplicationUnderTest.Draft("Staff")));
        await city.RefusedAsync("audit", HttpStatusCode.Forbidden, "not-allowed", HttpMethod.Put, "/api/organisations/91440300MA5EXA1291",
            () => System.Net.Http.Json.JsonContent.Create(new { name = "x", district = "440305", sectors = new[] { "it" } }));
    }

    [Fact]
    public async Task Principal_SentByTheCaller_CountsForNothing()
    {
        var forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"oid","val":"admin"},{"typ":"roles","val":"Administrator"},{"typ":"roles","val":"Auditor"}]}"""));
        var application = await city.DraftAsync("Not for everyone");
        HttpRequestMessage Spoofed() => new(HttpMethod.Get, application.Address) { Headers = { { "X-MS-CLIENT-PRINCIPAL", forged }, { "X-MS-CLIENT-PRINCIPAL-ID", "admin" } } };

        await city.RefusedAsync(null, HttpStatusCode.Unauthorized, "sign-in-required", Spoofed);
        // Signed in, one stays who one is.
        await city.RefusedAsync("zhao", HttpStatusCode.NotFound, "not-found", Spoofed);
    }

    [Fact]
    public async Task Application_OfAnotherOrganisation_DoesNotExist()
    {
        var application = await city.DraftAsync("Of lin's organisation");
        await application.UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Form"));
        await city.SettleAsync();

        await application.UnchangedAsync(async () =>
        {
            foreach (var (method, path) in new[]
            {
                (HttpMethod.Get, application.Address), (HttpMethod.Get, $"{application.Address}/facts"), (HttpMethod.Get, $"{application.Address}/documents/application-form"),
                (HttpMethod.Post, $"{application.Address}/submit"), (HttpMethod.Post, $"{application.Address}/withdraw"),
                (HttpMethod.Put, $"{application.Address}/documents/application-form?fileName=form.pdf"),
            })
            {
                await city.RefusedAsync("zhao", HttpStatusCode.NotFound, "not-found", method, path, method == HttpMethod.Put ? () => new ByteArrayContent(DemoFiles.Pdf("Other")) : null);
            }
        });
        // Staff see it once they are asked about it.
        await city.RefusedAsync("chen", HttpStatusCode.NotFound, "not-found", HttpMethod.Get, application.Address);
    }

    [Fact]
    public async Task Review_WhileAStageIsOpen_KeepsNamesAndVotesToItself()
    {
        var application = await city.SubmitAsync("Who sees what");
        var district = Assert.Single(await application.DecideAsync("District", "Approve", "Complete."));
        var asked = application.Asked("Department");
        var (first, second) = (asked[0].User, asked[1].User);
        (await application.TryDecideAsync(asked[0].Mail, first, "Approve", "Worth it.")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var toApplicant = await RecordAsync("lin");
        Assert.DoesNotContain($"\"{first}\"", toApplicant, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{district}\"", toApplicant, StringComparison.Ordinal);
        Assert.DoesNotContain("\"decision\"", toApplicant, StringComparison.Ordinal);
        var toColleague = await RecordAsync(second);
        Assert.Contains($"\"{district}\"", toColleague, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{first}\"", toColleague, StringComparison.Ordinal);
        Assert.Contains($"\"{first}\"", await RecordAsync("audit"), StringComparison.Ordinal);

        (await city.Person(second).GetAsync($"{application.Address}/documents/budget", Cancellation)).Expect(HttpStatusCode.OK);
        await city.RefusedAsync(district, HttpStatusCode.NotFound, "not-found", HttpMethod.Get, $"{application.Address}/documents/budget");
        foreach (var other in new[] { "pan", "guo", "deng", "zhou", "huang", "chen", "wu" }.Except([first, second, district]))
        {
            await city.RefusedAsync(other, HttpStatusCode.NotFound, "not-found", HttpMethod.Get, application.Address);
            await city.RefusedAsync(other, HttpStatusCode.NotFound, "not-found", HttpMethod.Get, $"{application.Address}/facts");
        }

        async Task<string> RecordAsync(string user) =>
            (await city.Person(user).GetAsync($"{application.Address}/facts", Cancellation)).Expect(HttpStatusCode.OK).Body;
    }

    private static Task<Answer> AnonymousAsync(CityUnderTest city, string method, string path)
    {
        var filled = System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "0");
        var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), filled);
        if (method is "post" or "put") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return city.Person(null).SendAsync(request, Cancellation);
    }

    private static Dictionary<string, AccessAttribute> Rules() => typeof(AppComposition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(AccessAttribute)) && method.IsDefined(typeof(FunctionAttribute)))
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, method => method.GetCustomAttribute<AccessAttribute>()!);
}
