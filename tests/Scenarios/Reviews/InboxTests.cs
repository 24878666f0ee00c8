using System.Net;
using System.Text.RegularExpressions;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>Officers work in the inbox alone: no one opens a mail.</summary>
public sealed partial class InboxTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Title = "<i>Inbox</i> & \"more\"";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FourPeople_ByTheInboxAlone_DecideTheApplication()
    {
        var application = await city.SubmitAsync(Title);
        var deciders = new List<string>();
        foreach (var stage in new[] { "District", "Department", "LeadingGroup" })
        {
            foreach (var (_, user) in application.Asked(stage))
            {
                using var browser = await BrowserAsync(user);
                var list = await browser.GetStringAsync("/inbox?text=inbox", Cancellation);
                Assert.DoesNotContain("<i>", list, StringComparison.Ordinal);
                Assert.Contains("<span class=\"count\" aria-hidden=\"true\">", list, StringComparison.Ordinal);
                var page = BrowserForms.Links(list).Single(link => link.StartsWith($"/inbox/review.{application.Id}.",
                    StringComparison.Ordinal));

                using var answer = await browser.SendFormAsync(page, page, await FieldsAsync(browser, page, "Approve"));
                var after = await answer.Content.ReadAsStringAsync(Cancellation);

                Assert.Equal((HttpStatusCode.OK, page), (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery));
                Assert.Contains("Your answer is recorded", after, StringComparison.Ordinal);
                Assert.DoesNotContain(page, BrowserForms.Links(await browser.GetStringAsync("/inbox", Cancellation)));
                deciders.Add(user);
            }

            await city.SettleAsync();
        }

        Assert.Equal(4, deciders.Distinct().Count());
        Assert.Equal("Approved", await application.StatusAsync());
    }

    /// <summary>Neither a colleague of the same district nor the applicant learns that there is such an assignment.</summary>
    [Fact]
    public async Task Page_OfAnotherPersonsAssignment_IsNotFound()
    {
        var application = await city.SubmitAsync("Someone else's");
        var (_, user) = Assert.Single(application.Asked("District"));
        var page = $"/inbox/review.{application.Id}.District.0.1";

        foreach (var other in new[] { user == "wu" ? "chen" : "wu", "lin", "audit" })
        {
            using var browser = await BrowserAsync(other);
            using var shown = await browser.GetAsync(page, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        }
    }

    /// <summary>The answer of someone whose page is older than the state says so, and nothing is recorded twice.</summary>
    [Fact]
    public async Task Form_SentTwiceAndOtherwise_IsRecordedOnce()
    {
        var application = await city.SubmitAsync("Twice");
        var (_, user) = Assert.Single(application.Asked("District"));
        var page = $"/inbox/review.{application.Id}.District.0.1";
        using var browser = await BrowserAsync(user);
        var shown = await browser.GetStringAsync(page, Cancellation);
        var fields = Fields(shown, "Approve");

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            browser.PostAsync(page, BrowserForms.Content(shown, fields), Cancellation)));
        using var otherwise = await browser.PostAsync(page, BrowserForms.Content(shown, Fields(shown, "Reject")), Cancellation);
        await city.SettleAsync();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, otherwise.StatusCode);
        Assert.Single(await application.FactsAsync("DecisionRecorded"));
    }

    [Fact]
    public async Task Form_RejectionWithoutAReason_ShowsThePageWithTheFault()
    {
        var application = await city.SubmitAsync("No reason");
        var (_, user) = Assert.Single(application.Asked("District"));
        var page = $"/inbox/review.{application.Id}.District.0.1";
        using var browser = await BrowserAsync(user);

        await application.UnchangedAsync(async () =>
        {
            using var answer = await browser.SendFormAsync(page, page, await FieldsAsync(browser, page, "Reject"));
            var again = await answer.Content.ReadAsStringAsync(Cancellation);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("href=\"#f-comment\"", again, StringComparison.Ordinal);
            Assert.Contains("value=\"Reject\" checked", again, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Correction_AfterAReturnInTheInbox_ShowsWhatItChangedAndTheDocuments()
    {
        var application = await city.SubmitAsync("Corrected");
        var (_, user) = Assert.Single(application.Asked("District"));
        using var browser = await BrowserAsync(user);
        var page = $"/inbox/review.{application.Id}.District.0.1";
        var fields = await FieldsAsync(browser, page, "Return");
        fields["item.work-plan"] = "Add <b>dates</b>.";
        using var answer = await browser.SendFormAsync(page, page, fields);
        await city.SettleAsync();
        await application.UploadAsync("work-plan", "plan-2.docx", Media.Docx, DemoFiles.Docx("计划", "第二版"));
        await city.SettleAsync();

        var again = BrowserForms.Links(await browser.GetStringAsync("/inbox", Cancellation)).Single(
            link => link.StartsWith($"/inbox/review.{application.Id}.", StringComparison.Ordinal));
        var shown = await browser.GetStringAsync(again, Cancellation);

        Assert.NotEqual(page, again);
        Assert.Contains("Work plan: version 1 → 2", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        Assert.Contains("Add <b>dates</b>.", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", shown, StringComparison.Ordinal);
        var document = BrowserForms.Links(shown).Single(link => link.EndsWith("/documents/application-form", StringComparison.Ordinal));
        var inline = BrowserForms.Links(await browser.GetStringAsync(document, Cancellation))
            .Single(link => link.EndsWith("/inline", StringComparison.Ordinal));
        using var pdf = await browser.GetAsync(inline, Cancellation);
        Assert.Equal((HttpStatusCode.OK, Media.Pdf), (pdf.StatusCode, pdf.Content.Headers.ContentType!.MediaType));
        Assert.Equal("inline", pdf.Content.Headers.ContentDisposition!.DispositionType);
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient browser, string page, string decision) =>
        Fields(await browser.GetStringAsync(page, Cancellation), decision);

    private static Dictionary<string, string> Fields(string page, string decision) => new()
    {
        ["token"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value), ["decision"] = decision, ["comment"] = "",
    };

    private Task<HttpClient> BrowserAsync(string user) => BrowserForms.SignInAsync(city.App.BaseAddress, user, "en");

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
