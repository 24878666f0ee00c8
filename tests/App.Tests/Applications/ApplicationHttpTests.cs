using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Identity;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Applications;

public sealed class ApplicationHttpTests
{
    private readonly StoreUnderTest under = new(ApplicationAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ApplicationHttp Http => new(under.Store, under.Lists, Examples.Catalogue, under.Time);

    [Theory]
    [InlineData("91440300MA5EXA1291")]
    [InlineData("91440300ma5exa1291")]
    [InlineData("9144 0300 MA5EXA129\u200B1")]
    public async Task Drafts_HoweverTheSignInWritesTheCode_AreSeenByTheirOwner(string claim)
    {
        under.Time.SetUtcNow(Examples.Now);
        var drafted = await CallAsync("91440300MA5EXA1291", request => Http.CreateAsync(request, Cancellation),
            """{"programme":"special-fund-rd","title":"Title","sector":"it","amount":1000,"district":"440305"}""");
        var id = drafted.GetProperty("id").GetString()!;

        var listed = await CallAsync(claim, request => Http.ListAsync(request, Cancellation));
        var read = await CallAsync(claim, request => Http.GetAsync(request, id, Cancellation));

        Assert.Equal(id, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("91440300MA5EXA1291", read.GetProperty("organisation").GetString());
    }

    private static async Task<JsonElement> CallAsync(string claim, Func<HttpRequest, Task<IResult>> function, string body = "")
    {
        var headers = new HeaderDictionary
        {
            [ClientPrincipal.Header] = AccessTests.Principal(("sub", "lin"), ("roles", "Applicant"), ("organisation", claim)),
        };
        var (_, answer) = await MemoryApp.CallAsync(request =>
        {
            request.HttpContext.Features.Set(ClientPrincipal.Read(headers));
            return function(request);
        }, "lin", body);
        return JsonSerializer.Deserialize<JsonElement>(answer, AppJson.Options);
    }
}
