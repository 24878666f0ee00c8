using App.Tests.Documents.Checking;
using App.Tests.Fixtures;
using App.Tests.Identity;
using App.Tests.Pages;
using App.Tests.Reviews;
using Azure;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Viewing;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace App.Tests.Documents.Viewing;

/// <summary>Documents in the browser, for the one who is asked about their application.</summary>
public sealed class ViewerHttpTests
{
    private const string Asked = "asked";
    private static readonly byte[] Content = new byte[10];

    private static readonly string Mine = ReviewSample.Assignment(1).Id;

    private readonly MemoryApp app = new(ReviewSample.Opened, ReviewAggregate.Kind, []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ViewerHttp Http => new(
        app.Store, ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage()),
        StoredBlob.Documents(StoredBlob.Of(Content, "e1"), null!), new ReadingDesk(app.Store, app.Time), RenderedPage.Site(), app.Time);

    [Theory]
    [InlineData("plan.pdf", "<iframe")]
    [InlineData("photo.PNG", "<img")]
    [InlineData("photo.jpeg", "<img")]
    public async Task Page_WhatABrowserShows_IsInThePage(string fileName, string element)
    {
        await HoldAsync(fileName);

        var page = await ShowAsync();

        Assert.Contains($"{element} class=\"document\" src=\"/api/applications/{ReviewSample.Id}/documents/plan/inline\"", page.Html,
            StringComparison.Ordinal);
        Assert.Contains($"href=\"/inbox/{Mine}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'", page.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.docx")]
    [InlineData("plan.pdf.xlsx")]
    public async Task Page_OfficeFile_IsToDownload(string fileName)
    {
        await HoldAsync(fileName);

        var page = await ShowAsync();

        Assert.DoesNotContain("/inline", page.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/api/applications/{ReviewSample.Id}/documents/plan\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(ViewerTexts.NotShown.English, page.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ProblemException>(() => ReadAsync());
    }

    [Fact]
    public async Task Page_HostileFileName_IsText()
    {
        await HoldAsync("\"><script>alert(1)</script>.pdf");

        var page = await ShowAsync();

        Assert.Contains("&lt;script&gt;alert(1)", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnothersAssignmentOrNoDocument_IsNotFound()
    {
        await HoldAsync("plan.pdf");

        foreach (var (person, id, type) in new[]
        {
            ("colleague", Mine, "plan"), (Asked, ReviewSample.Assignment(2).Id, "plan"), (Asked, "nothing", "plan"), (Asked, Mine, "photo"),
            (Asked, Mine, "unknown"),
        })
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => ShowAsync(person, id, type));
            Assert.Equal(PlatformProblems.NotFound, problem.Type);
        }
    }

    /// <summary>Chromium shows no PDF in a sandbox; a picture needs none of what a sandbox takes away.</summary>
    [Theory]
    [InlineData("plan.pdf", "application/pdf", false)]
    [InlineData("plan.png", "image/png", true)]
    [InlineData("plan.jpg", "image/jpeg", true)]
    public async Task Inline_WhatABrowserShows_IsForPagesOfTheSiteAlone(string fileName, string media, bool isSandboxed)
    {
        await HoldAsync(fileName);

        var answer = await ReadAsync();

        var policy = answer.Headers.ContentSecurityPolicy.ToString();
        Assert.Equal((200, media), (answer.Status, answer.Headers.ContentType.ToString()));
        Assert.StartsWith("inline;", answer.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", answer.Headers.XFrameOptions);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.Equal(isSandboxed, policy.StartsWith("sandbox;", StringComparison.Ordinal));
    }

    /// <summary>Who read it, when and for what, on paper; that readings are recorded, on the screen.</summary>
    [Fact]
    public async Task Page_Printed_NamesItsReaderAndThePurpose()
    {
        await HoldAsync("plan.pdf");

        var page = await ShowAsync();

        var step = ReviewSample.Assignment(1).About.Step.English;
        Assert.Contains($"Read by asked on {BeijingTime.Text(app.Time.GetUtcNow())} for: {step}", page.Text, StringComparison.Ordinal);
        Assert.Contains(ViewerTexts.Recorded.English, page.Text, StringComparison.Ordinal);
    }

    /// <summary>A browser's requests for parts are one reading, the next hour's is another; each is a fact of who was asked what.</summary>
    [Fact]
    public async Task Inline_ReadAgainAndAgain_IsAFactEachHour()
    {
        await HoldAsync("plan.pdf");

        for (var i = 0; i < 3; i++) await ReadAsync();
        app.Time.Advance(TimeSpan.FromMinutes(59));
        await ReadAsync();
        Assert.Single(await ReadingsAsync());
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await ReadAsync();

        var read = (await ReadingsAsync()).ToList();
        Assert.Equal(2, read.Count);
        Assert.All(read, fact => Assert.Equal(
            (Asked, "plan", ReadingWay.Viewed, Mine),
            (fact.Actor, Fact(fact).Type, Fact(fact).Way, Fact(fact).Assignment)));
        Assert.Single((await app.Store.FindAsync(ReadingAggregate.Kind, ReadingAggregate.IdOf(ReviewSample.Id), Cancellation))!.State.Last);
    }

    /// <summary>The record comes first: where it cannot be written, the document does not leave.</summary>
    [Fact]
    public async Task Inline_WhereNothingCanBeRecorded_IsNotAnswered()
    {
        await HoldAsync("plan.pdf");
        app.Tables.Break(Topology.ReadingsTable);

        await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync());
    }

    [Theory]
    [InlineData("HEAD", false, 0)]
    [InlineData("GET", false, 1)]
    [InlineData("GET", true, 0)]
    public async Task Inline_OfTheApplicantOrWithoutContent_IsNoReading(string method, bool isOwn, int facts)
    {
        await HoldAsync("plan.pdf");
        var caller = new Caller(
            isOwn ? "lin" : Asked, "Name", null, new HashSet<Role> { isOwn ? Role.Applicant : Role.Expert },
            isOwn ? CreditCode.Parse("91440300MA5EXA1291") : null, null, Language.English);
        var request = RenderedPage.Request("/inbox/x", Language.English, caller);
        request.Method = method;

        await Http.ReadAsync(request, ReviewSample.Id, "plan", Cancellation);

        Assert.Equal(facts, (await ReadingsAsync()).Count);
    }

    private Task<IReadOnlyList<SealedFact>> ReadingsAsync() =>
        app.Store.ReadFactsAsync(Topology.ReadingsTable, ReadingAggregate.IdOf(ReviewSample.Id), Cancellation);

    private static DocumentRead Fact(SealedFact fact) => Assert.IsType<DocumentRead>(fact.Read());

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(99_614_720, "95 MB")]
    public void Bytes_AsPeopleReadThem(long bytes, string text) => Assert.Equal(text, ViewerTexts.Bytes(bytes).English);

    private Task HoldAsync(string fileName)
    {
        var review = MatterSamples.Review(CreditCode.Parse("91440300MA5EXA1291"), MatterState.Open, Asked, "was-asked");
        var slots = review.Application.Slots.Select(slot => slot.Type != "plan" ? slot : slot with
        {
            FileName = fileName, Sha256 = Checked.Hash(Content), Bytes = Content.Length,
        });
        return app.Store.PutAsync(review with { Application = review.Application with { Slots = [.. slots] } });
    }

    private Task<RenderedPage> ShowAsync(string person = Asked, string? id = null, string type = "plan") =>
        SendAsync(person, request => Http.ShowAsync(request, id ?? Mine, type, Cancellation));

    private Task<RenderedPage> ReadAsync() =>
        SendAsync(Asked, request => Http.ReadAsync(request, ReviewSample.Id, "plan", Cancellation));

    private static async Task<RenderedPage> SendAsync(string person, Func<HttpRequest, Task<IResult>> function)
    {
        var caller = new Caller(person, person, null, new HashSet<Role> { Role.Expert }, null, null, Language.English);
        var request = RenderedPage.Request("/inbox/x", Language.English, caller);
        request.Method = "GET";
        return await RenderedPage.OfAsync(await function(request), request);
    }
}
