using System.Net;
using System.Text.Json;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using static App.Tests.Alerts.Drafts.MemoryAlerts;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Alerts.Drafts;

/// <summary>Whom the mechanism asks to approve, and what it takes as an answer.</summary>
public class ApproveAlertTests
{
    [Theory]
    [InlineData(Role.Publisher)]
    [InlineData(Role.DepartmentOfficer)]
    public async Task Open_Draft_AsksSomeoneOtherThanTheAuthor(Role role)
    {
        var memory = new MemoryAlerts(
            Member("author", role: Role.Publisher), Member("expert", role: Role.Expert), Member("other", role: role));
        await memory.DraftAsync();

        // Two working days from Monday, the reminder one day before, the delegate's day after.
        var opening = await memory.OpenAsync();
        Assert.Equal(new Ladder(At(3), At(4), At(5)), opening.Ladder);
        var letter = Assert.Single(memory.App.Letters);
        Assert.Equal("other", letter.StaffId);
        Assert.Equal(
            "Title: A <b> title\nSectors: Information technology, Biotechnology\nTo be published (Beijing time): 2026-03-04 09:00",
            letter.Values["details"]);
        Assert.Equal("alert", Assert.Single(await memory.App.InboxAsync("other")).Ask.Kind);

        static DateTimeOffset At(int day) => new(2026, 3, day, 18, 0, 0, TimeSpan.FromHours(8));
    }

    [Fact]
    public async Task Open_OnlyTheAuthorMay_IsRecordedOnceAndWaits()
    {
        var memory = new MemoryAlerts(Member("author", role: Role.Publisher));
        await memory.DraftAsync();

        Assert.Equal(new Opening(OpeningState.Blocked), await memory.OpenAsync());
        await memory.OpenAsync();

        Assert.Equal(["AlertDrafted", "AssignmentsBlocked"], memory.App.Facts);
    }

    [Theory]
    [InlineData("Approve", AlertDraftStatus.Approved, "批准发布")]
    [InlineData("Reject", AlertDraftStatus.Rejected, "不批准")]
    public async Task Answer_ByForm_IsRecordedWithItsComment(string decision, AlertDraftStatus status, string shown)
    {
        var (memory, id, token) = await AskedAsync();

        var (http, _) = await CallAsync(
            request => memory.Assignments.AnswerAsync(request, id, TestContext.Current.CancellationToken),
            "other", $"token={token}&decision={decision}&comment=+fine+", "application/x-www-form-urlencoded",
            with: request => request.Headers.Accept = "text/html");

        Assert.Equal((303, $"/inbox/{id}"), (http.Response.StatusCode, http.Response.Headers.Location.ToString()));
        var (_, page) = await CallAsync(
            request => memory.Inbox.ShowAsync(request, id, TestContext.Current.CancellationToken), "other");
        Assert.Contains(shown, WebUtility.HtmlDecode(page));
        var draft = (await memory.ReadAsync()).Draft;
        Assert.Equal((status, "other", "fine"), (draft.Status, draft.Approval!.By, draft.Approval.Comment));
        Assert.Empty(await memory.App.InboxAsync("other"));
    }

    [Fact]
    public async Task Answer_ByJson_AnswersTheDraft()
    {
        var (memory, id, token) = await AskedAsync();

        var (_, body) = await CallAsync(
            request => memory.Assignments.AnswerAsync(request, id, TestContext.Current.CancellationToken),
            "other", $"{{\"token\":\"{token}\",\"decision\":\"Approve\"}}");

        Assert.Equal("Approved", JsonDocument.Parse(body).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Show_Page_HasBothLanguagesEncoded()
    {
        var (memory, id, token) = await AskedAsync();

        var (_, page) = await CallAsync(
            request => memory.Assignments.ShowAsync(request, id, TestContext.Current.CancellationToken),
            "other", query: $"?token={token}");

        Assert.Contains("标题", WebUtility.HtmlDecode(page));
        Assert.Contains("A &lt;b&gt; title", page);
        Assert.DoesNotContain("A <b> title", page);
        Assert.Equal(AlertDraftStatus.Drafted, (await memory.ReadAsync()).Draft.Status);
    }

    [Fact]
    public async Task Answer_SameAgain_ChangesNothingAndOtherwiseConflicts()
    {
        var (memory, id, _) = await AskedAsync();
        var by = memory.App.By(memory.App.Letters[0]);
        var approved = memory.Question.Decide(await memory.ReadAsync(), AssignmentId.Parse(id)!, Approve("fine"), by).Next;

        Assert.Empty(memory.Question.Decide(approved, AssignmentId.Parse(id)!, Approve(" fine "), by).Facts);
        Assert.Equal("already-decided", Slug(() => memory.Question.Decide(approved, AssignmentId.Parse(id)!, Reject("fine"), by)));
    }

    [Fact]
    public async Task Answer_BadField_IsRefused()
    {
        var (memory, id, _) = await AskedAsync();
        var (state, by) = (await memory.ReadAsync(), memory.App.By(memory.App.Letters[0]));

        foreach (var bad in new[]
                 {
                     Approve() with { Decision = null },
                     Approve() with { Decision = (ApprovalDecision)2 },
                     Approve(new string('x', ApproveAlert.MaxComment + 1)),
                     Approve("a\u0008b"),
                 })
        {
            Assert.Equal("invalid-field", Slug(() => memory.Question.Decide(state, AssignmentId.Parse(id)!, bad, by)));
        }
    }

    [Fact]
    public async Task Answer_Withdrawn_IsClosed()
    {
        var (memory, id, _) = await AskedAsync();
        await memory.WithdrawAsync();
        var (state, by) = (await memory.ReadAsync(), memory.App.By(memory.App.Letters[0]));

        var problem = Assert.Throws<ProblemException>(() => memory.Question.Decide(state, AssignmentId.Parse(id)!, Approve(), by));

        Assert.Equal(("assignment-closed", AssignmentProblems.Withdrawn), (problem.Type.Slug, problem.Extensions["reason"]));
        Assert.Empty(await memory.App.InboxAsync("other"));
    }

    [Fact]
    public async Task Answer_OtherContentThanAsked_IsRefused()
    {
        var (memory, id, _) = await AskedAsync();
        var (state, by) = (await memory.ReadAsync(), memory.App.By(memory.App.Letters[0]));
        var changed = state with { Draft = state.Draft with { PublishAt = Now.AddDays(9) } };

        Assert.Equal("documents-changed", Slug(() => memory.Question.Decide(changed, AssignmentId.Parse(id)!, Approve(), by)));
    }

    /// <summary>A draft that "other" is asked about: the assignment and the token of the mail.</summary>
    private static async Task<(MemoryAlerts Memory, string Id, string Token)> AskedAsync()
    {
        var memory = new MemoryAlerts(Member("other", role: Role.Publisher));
        await memory.DraftAsync();
        await memory.OpenAsync();
        var letter = Assert.Single(memory.App.Letters);
        return (memory, letter.Callback!.Subject, memory.App.Token(letter));
    }

    private static string Slug(Func<Change<AlertDraftState>> decide) => Assert.Throws<ProblemException>(() => { decide(); }).Type.Slug;
}
