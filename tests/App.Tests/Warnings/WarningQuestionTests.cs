using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

/// <summary>Whom the mechanism asks to verify, and what it takes as an answer.</summary>
public class WarningQuestionTests
{
    [Fact]
    public async Task Open_Draft_AsksOneOfficerOfTheDistrictByLetterAndInbox()
    {
        var memory = new MemoryWarnings(
            Member("a", district: "440304"), Member("b", district: "440305"), Member("c", role: Role.Publisher));
        await memory.DraftAsync();

        var opening = await memory.OpenAsync();

        Assert.Equal(
            (OpeningState.Asked, new Ladder(Now.AddHours(4), Now.AddHours(8), Now.AddHours(24))), (opening.State, opening.Ladder));
        var letter = Assert.Single(memory.App.Letters);
        Assert.Equal(("b", $"assignments/warning.{memory.Id}.Verification.0.1/answer"), (letter.StaffId, letter.Callback!.Path));
        Assert.Equal(
            "Headline: IT orders fall by <30%> & more\nEvent: Orders fall\nSector: Information technology\nLevel: Yellow\nSource: stats",
            letter.Values["details"]);
        // When the ladder passes it on.
        Assert.Equal("2026-03-02 17:00", letter.Values["due"]);
        var line = Assert.Single(await memory.App.InboxAsync("b"));
        Assert.Equal(("warning", memory.Id, Now.AddHours(8)), (line.Ask.Kind, line.Ask.Subject, line.Due));
    }

    [Fact]
    public async Task Open_Reporter_IsNeverAsked()
    {
        var memory = new MemoryWarnings(Member("a"), Member("b"));
        await memory.DraftAsync("a");

        await memory.OpenAsync();

        Assert.Equal("b", Assert.Single((await memory.ReadAsync()).Assignments).Assignee);
    }

    [Fact]
    public async Task Escalate_ReporterIsTheDelegate_AnotherTakesOver()
    {
        var memory = new MemoryWarnings(Member("a", "reporter"), Member("c", "reporter"), Member("reporter"));
        await memory.DraftAsync("reporter");
        await memory.OpenAsync();
        var first = Assert.Single((await memory.ReadAsync()).Assignments).Assignee;

        await memory.EscalateAsync();

        var second = (await memory.ReadAsync()).Assignments.Single(assignment => assignment.State == AssignmentState.Open);
        Assert.Equal(first == "a" ? "c" : "a", second.Assignee);
        Assert.Equal(
            [("assignment-opened", first), ("assignment-escalated", second.Assignee)],
            memory.App.Letters.Select(letter => (letter.Template, letter.StaffId!)));
        // When the ladder gives up.
        Assert.Equal("2026-03-03 09:00", memory.App.Letters[1].Values["due"]);
        Assert.Empty(await memory.App.InboxAsync("reporter"));
    }

    [Fact]
    public async Task Escalate_OnlyTheReporterIsLeft_StaysWithTheOfficer()
    {
        var memory = new MemoryWarnings(Member("a", "reporter"), Member("reporter"));
        await memory.DraftAsync("reporter");
        await memory.OpenAsync();

        await memory.EscalateAsync();

        var assignment = Assert.Single((await memory.ReadAsync()).Assignments);
        Assert.Equal(("a", AssignmentState.Open, assignment.Lapses), (assignment.Assignee, assignment.State, assignment.Due));
    }

    [Fact]
    public async Task Escalate_DelegateWithoutTheRole_IsPassedOver()
    {
        var memory = new MemoryWarnings(Member("a", "p"), Member("p", role: Role.Publisher), Member("b", "p"));
        await memory.DraftAsync();
        await memory.OpenAsync();

        await memory.EscalateAsync();

        Assert.Equal(["a", "b"], (await memory.ReadAsync()).Assignments.Select(assignment => assignment.Assignee).Order());
    }

    [Fact]
    public async Task Open_NobodyMayVerify_IsRecordedOnce()
    {
        var memory = new MemoryWarnings(Member("reporter"));
        await memory.DraftAsync("reporter");

        Assert.Equal(new Opening(OpeningState.Blocked, GiveUp: Now.AddHours(24)), await memory.OpenAsync());
        Assert.Equal(OpeningState.Blocked, (await memory.OpenAsync()).State);

        Assert.Equal(["WarningDrafted", "AssignmentsBlocked"], memory.App.Bus.To(Topology.Facts).Select(message => message.Subject));
    }

    [Fact]
    public async Task Open_Decided_IsOver()
    {
        var memory = new MemoryWarnings(Member("a"));
        await memory.VerifiedAsync();

        Assert.Equal(OpeningState.Over, (await memory.OpenAsync()).State);
        Assert.Empty(memory.App.Letters);
    }

    [Fact]
    public async Task Answer_SameAgain_ChangesNothingAndOtherwiseConflicts()
    {
        var (memory, id, by) = await AskedAsync();
        var state = memory.Question.Decide(await memory.ReadAsync(), id, Confirm(WarningLevel.Orange), by).Next;

        Assert.Null(memory.Question.Decide(state, id, Confirm(comment: "again"), by).Fact());
        Assert.Equal("already-decided", Slug(() => memory.Question.Decide(state, id, Confirm(WarningLevel.Red), by)));
        Assert.Equal("already-decided", Slug(() => memory.Question.Decide(state, id, Dismiss(), by)));
    }

    [Fact]
    public async Task Answer_AfterPublicationAndUpdate_SameAgainIsStillTheSame()
    {
        var (memory, id, by) = await AskedAsync();
        await memory.ChangeAsync(state => memory.Question.Decide(state, id, Confirm(), by));
        await memory.ChangeAsync(state => PublishWarning.Decide(state, memory.By("test")));
        await memory.ChangeAsync(state => UpdateWarning.Decide(state, NewHeadline, memory.By("p")));
        await memory.ChangeAsync(state => VerifyChange.Decide(state, Confirm(), memory.By("other")));

        Assert.Null(memory.Question.Decide(await memory.ReadAsync(), id, Confirm(), by).Fact());
    }

    [Fact]
    public async Task Answer_PassedOnOrLapsed_IsClosed()
    {
        var (memory, id, by) = await AskedAsync();
        await memory.EscalateAsync();
        var escalated = await memory.ReadAsync();
        var (second, delegated) = (by with { Person = escalated.Assignments[1].Assignee }, new AssignmentId(id.Ask, 2));
        var lapsed = LapseWarning.Decide(escalated, "test").Next;

        Assert.Equal("escalated", Reason(() => memory.Question.Decide(escalated, id, Confirm(), by)));
        Assert.Equal("WarningVerified", memory.Question.Decide(escalated, delegated, Confirm(), second).Fact());
        Assert.Equal(AssignmentProblems.StageClosed, Reason(() => memory.Question.Decide(lapsed, delegated, Confirm(), second)));
    }

    /// <summary>The person was asked rightly, and has lost the role, or turns out to be the reporter, before the answer.</summary>
    [Fact]
    public async Task Answer_NoLongerEligible_IsRefused()
    {
        var (memory, id, by) = await AskedAsync();
        var state = await memory.ReadAsync();
        var reported = state with
        {
            Warning = state.Warning with { Origin = state.Warning.Origin with { Reporter = by.Person } },
        };
        var withoutRole = new MemoryWarnings(Member("a", role: Role.Publisher), Member("b", role: Role.Publisher));

        Assert.Equal("not-allowed", Slug(() => memory.Question.Decide(reported, id, Confirm(), by)));
        Assert.Equal("not-allowed", Slug(() => withoutRole.Question.Decide(state, id, Confirm(), by)));
    }

    [Fact]
    public async Task Answer_OtherContentThanAsked_IsRefused()
    {
        var (memory, id, by) = await AskedAsync();
        var state = await memory.ReadAsync();
        var changed = state with { Warning = state.Warning with { Wording = state.Warning.Wording with { Headline = new("新", "New") } } };

        Assert.Equal("documents-changed", Slug(() => memory.Question.Decide(changed, id, Confirm(), by)));
    }

    private static async Task<(MemoryWarnings Memory, AssignmentId Id, Answering By)> AskedAsync()
    {
        var memory = new MemoryWarnings(Member("a", "b"), Member("b", "a"));
        await memory.DraftAsync();
        await memory.OpenAsync();
        var letter = memory.App.Letters[0];
        return (memory, AssignmentId.Parse(letter.Callback!.Subject)!, memory.App.By(letter));
    }

    private static string Reason(Action act)
    {
        var problem = Assert.Throws<ProblemException>(act);
        Assert.Equal("assignment-closed", problem.Type.Slug);
        return (string)problem.Extensions["reason"]!;
    }
}
