using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Identity;
using App.Tests.Pages;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace App.Tests.Applications;

public sealed class ApplicationHttpTests
{
    private readonly StoreUnderTest under = new(ApplicationAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ApplicationHttp Http => new(
        under.Store, under.Lists, Examples.Catalogue, Desk, [StateCheck.OfApplication], RenderedPage.Site(), under.Time,
        new StaffDirectory(Options.Create(new StaffOptions())));

    private DraftDesk Desk => new(
        under.Store, under.Lists, Examples.Catalogue,
        new DraftLimit(under.Lists, Options.Create(new ApplicationOptions { MaxDrafts = 2 })), under.Time);

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

    [Fact]
    public async Task Draft_BeyondTheOrganisationsLimit_IsRefused()
    {
        under.Time.SetUtcNow(Examples.Now);
        const string draft = """{"programme":"special-fund-rd","title":"Title","sector":"it","amount":1000,"district":"440305"}""";
        await CallAsync("91440300MA5EXA1291", request => Http.CreateAsync(request, Cancellation), draft);
        await CallAsync("91440300MA5EXA1291", request => Http.CreateAsync(request, Cancellation), draft);

        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => CallAsync("91440300MA5EXA1291", request => Http.CreateAsync(request, Cancellation), draft));

        Assert.Equal("too-many-drafts", refused.Type.Slug);
    }

    /// <summary>A row that is no fact, and a state that its facts do not tell, are an answer and no failure.</summary>
    [Fact]
    public async Task Facts_ChangedInStorage_AreBroken()
    {
        under.Time.SetUtcNow(Examples.Now);
        const string code = "91440300MA5EXA1291";
        var drafted = await CallAsync(code, request => Http.CreateAsync(request, Cancellation),
            """{"programme":"special-fund-rd","title":"Title","sector":"it","amount":1000,"district":"440305"}""");
        var id = drafted.GetProperty("id").GetString()!;
        var record = await CallAsync(code, request => Http.FactsAsync(request, id, Cancellation));
        Assert.True(record.GetProperty("whole").GetBoolean());

        var table = under.Tables.GetTableClient(ApplicationAggregate.Kind.Table);
        var own = (await table.GetEntityAsync<TableEntity>(id, "aggregate", cancellationToken: Cancellation)).Value;
        var honest = own.GetString("State");
        own["State"] = honest.Replace("1000", "9000", StringComparison.Ordinal);
        await table.UpdateEntityAsync(own, ETag.All, TableUpdateMode.Replace, Cancellation);
        record = await CallAsync(code, request => Http.FactsAsync(request, id, Cancellation));
        Assert.Equal((false, false), (record.GetProperty("whole").GetBoolean(), record.GetProperty("stateAgrees").GetBoolean()));

        var fact = (await table.GetEntityAsync<TableEntity>(id, "fact|000000001", cancellationToken: Cancellation)).Value;
        foreach (var (member, value) in new[] { ("At", "yesterday"), ("Data", "{"), ("Data", "[]") })
        {
            var bad = new TableEntity(new Dictionary<string, object>(fact)) { [member] = value };
            await table.UpdateEntityAsync(bad, ETag.All, TableUpdateMode.Replace, Cancellation);
            record = await CallAsync(code, request => Http.FactsAsync(request, id, Cancellation));
            Assert.Equal((false, 1), (record.GetProperty("whole").GetBoolean(), record.GetProperty("firstBroken").GetInt32()));
        }
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
