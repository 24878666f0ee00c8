using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Promises;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Promises;

/// <summary>Today is Tuesday, 10 March 2026.</summary>
public sealed class PromiseDocumentTests
{
    private static readonly DateOnly By = new(2026, 3, 17);

    private static readonly ProgrammeDefinition Definition = Examples.Fund with
    {
        Documents = [.. Examples.Fund.Documents.Select(slot =>
            slot.Type == "budget" ? slot with { MayFollow = new FollowRule(5) { IfBroken = BrokenPromise.Reject } } : slot)],
    };

    /// <summary>All but the budget.</summary>
    private static readonly Application Draft = Examples.With(
        Examples.Draft(Definition), slot => slot.Required && slot.Type != "budget" ? Examples.Accepted(slot) : slot);

    [Theory]
    [InlineData("budget", "2026-03-11", null)]
    [InlineData("budget", "2026-03-17", null)]
    [InlineData("budget", "2026-03-18", "invalid-field")]
    [InlineData("budget", "2026-03-10", "invalid-field")]
    [InlineData("work-plan", "2026-03-11", "cannot-follow")]
    [InlineData("none", "2026-03-11", "cannot-follow")]
    public void Promise_OfADay_IsWithinTheWorkingDays(string type, string by, string? problem)
    {
        void Do() => Promise(Draft, DateOnly.Parse(by), type);
        if (problem is null) Do();
        else Assert.Equal(problem, Examples.Slug(Do));
    }

    [Fact]
    public void Promise_SameAgain_ChangesNothing_AndIsTakenBack()
    {
        var promised = Promise(Draft, By).Next;

        Assert.Empty(Promise(promised, By).Facts);
        var back = Promise(promised, null);
        Assert.Equal(new DocumentPromised("budget", null), Assert.Single(back.Facts).Fact);
        Assert.Null(back.Next.Slot("budget")!.Promise);
    }

    [Fact]
    public void Promise_AfterTheSubmission_IsRefused() =>
        Assert.Equal("not-open", Examples.Slug(() => Promise(Submit(Promise(Draft, By).Next).Next, By)));

    [Fact]
    public void Submit_WithAPromise_StatesWhatIsPromisedByWhen()
    {
        Assert.Equal("documents-missing", Examples.Slug(() => Submit(Draft)));

        var change = Submit(Promise(Draft, By).Next);

        var submitted = Assert.IsType<ApplicationSubmitted>(Assert.Single(change.Facts).Fact);
        Assert.Equal([new PromisedDocument("budget", By)], submitted.Promised!);
        Assert.Equal(PromiseState.Open, change.Next.Slot("budget")!.Promise!.State);
    }

    [Theory]
    [InlineData("2026-03-17T15:59:59Z", null)]
    [InlineData("2026-03-17T16:00:00Z", "documents-missing")]
    public void Submit_AfterThePromisedDay_IsRefused(string at, string? problem)
    {
        void Do() => Submit(Promise(Draft, By).Next, DateTimeOffset.Parse(at));
        if (problem is null) Do();
        else Assert.Equal(problem, Examples.Slug(Do));
    }

    [Fact]
    public void Complete_WithAPromise_IsNotSubmittedByItself() => Assert.Empty(SubmitApplication.WhenComplete(
        Change.None(Promise(Draft, By).Next), Answers.None, Definition, Examples.Now).Facts);

    [Fact]
    public void Document_AfterTheSubmission_KeepsThePromiseAndTheDigest()
    {
        var submitted = Submit(Promise(Draft, By).Next).Next;
        var received = Receive(submitted, "budget");

        var kept = Accept(received);

        Assert.Equal(["DocumentAccepted", "PromiseKept"], kept.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal(PromiseState.Kept, kept.Next.Application.Slot("budget")!.Promise!.State);
        Assert.Equal(ContentDigest.Of(submitted), ContentDigest.Of(kept.Next.Application));
        Assert.Equal("not-open", Examples.Slug(() => Receive(kept.Next.Application, "budget")));
        Assert.Equal("not-open", Examples.Slug(() => Receive(submitted, "work-plan")));
    }

    [Fact]
    public void Document_BeforeTheSubmission_EndsThePromise()
    {
        var accepted = Accept(Receive(Promise(Draft, By).Next, "budget"));

        Assert.Null(accepted.Next.Application.Slot("budget")!.Promise);
        Assert.Null(accepted.Facts.Select(fact => fact.Fact).OfType<ApplicationSubmitted>().Single().Promised);
    }

    [Theory]
    [InlineData("2026-03-17T15:59:59Z", 0)]
    [InlineData("2026-03-17T16:00:00Z", 1)]
    public void Break_AfterTheLastDay_IsRecordedOnce(string at, int facts)
    {
        var submitted = Submit(Promise(Draft, By).Next).Next;

        var change = CheckPromises.Decide(submitted, DateTimeOffset.Parse(at));

        Assert.Equal(facts, change.Facts.Count);
        Assert.Empty(CheckPromises.Decide(change.Next, DateTimeOffset.Parse("2026-04-01T00:00:00Z")).Facts.Skip(1 - facts));
        if (facts == 0) return;
        Assert.Equal(new PromiseBroken("budget", By, "91350100M000100Y43"), change.Facts[0].Fact);
        Assert.Equal("not-open", Examples.Slug(() => Receive(change.Next, "budget")));
    }

    /// <summary>Another promise may keep the watch for months, when it is not remembered that the letter went out.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(120, false)]
    public void Break_LongAgo_IsReportedNoMore(int days, bool isReported)
    {
        var submitted = Submit(Promise(Draft, By).Next).Next;
        var end = DateTimeOffset.Parse("2026-03-17T16:00:00Z");
        Assert.Empty(CheckPromises.ToReport(submitted, end));

        var broken = CheckPromises.Decide(submitted, end).Next;

        Assert.Equal(isReported ? [new PromisedDocument("budget", By)] : [], CheckPromises.ToReport(broken, end.AddDays(days)));
    }

    [Fact]
    public void Break_WhatArrivedInTime_WaitsForItsCheck()
    {
        var received = Receive(Submit(Promise(Draft, By).Next).Next, "budget").Application;
        var late = DateTimeOffset.Parse("2026-03-17T16:30:00Z");

        Assert.Empty(CheckPromises.Decide(received, late).Facts);
        Assert.Equal(late.AddHours(1), CheckPromises.Next(received, late, WorkingCalendar.Official));
    }

    [Fact]
    public void Watch_OfAPromise_LooksAtTheReminderThenAtTheEnd()
    {
        var submitted = Submit(Promise(Draft, By).Next).Next;
        var reminder = DateTimeOffset.Parse("2026-03-13T01:00:00Z");

        Assert.Equal(reminder, CheckPromises.Next(submitted, Examples.Now, WorkingCalendar.Official));
        Assert.Empty(CheckPromises.ToRemind(submitted, reminder.AddSeconds(-1), WorkingCalendar.Official));
        Assert.Equal([new PromisedDocument("budget", By)], CheckPromises.ToRemind(submitted, reminder, WorkingCalendar.Official));
        var end = DateTimeOffset.Parse("2026-03-17T16:00:00Z");
        Assert.Equal(end, CheckPromises.Next(submitted, reminder, WorkingCalendar.Official));
        Assert.Null(CheckPromises.Next(CheckPromises.Decide(submitted, end).Next, end, WorkingCalendar.Official));
    }

    [Fact]
    public void Record_OfEachStep_AgreesWithTheState()
    {
        List<Fact> facts =
        [
            .. DraftApplication.Decide(
                null, Definition,
                new DraftCommand(Examples.Id, new DraftRequest(Definition.Programme, "Title", "it", 1000), Examples.Applicant, "h"),
                Examples.Now).Facts.Select(fact => fact.Fact),
        ];
        var promised = Promise(Draft, By);
        facts.AddRange(promised.Facts.Select(fact => fact.Fact));
        Assert.True(Agrees(promised.Next, facts));
        var submitted = Submit(promised.Next);
        facts.AddRange(submitted.Facts.Select(fact => fact.Fact));
        Assert.True(Agrees(submitted.Next, facts));

        var broken = CheckPromises.Decide(submitted.Next, DateTimeOffset.Parse("2026-03-20T00:00:00Z"));

        Assert.False(Agrees(broken.Next, facts));
        Assert.True(Agrees(broken.Next, [.. facts, .. broken.Facts.Select(fact => fact.Fact)]));
    }

    private static Change<Application> Promise(Application draft, DateOnly? by, string type = "budget") =>
        PromiseDocument.Decide(draft, Definition, type, by, "u1", Examples.Now, WorkingCalendar.Official);

    private static Change<Application> Submit(Application draft, DateTimeOffset? at = null) =>
        SubmitApplication.Decide(draft, Answers.None, Definition, "u1", at ?? Examples.Now);

    private static ApplicationDocuments Receive(Application application, string type) => ReceiveDocument.Decide(
        new ApplicationDocuments(application, []), Definition, new Upload(type, "blob", "a.xlsx", 3, "ab"), 10, "u1", Examples.Now).Next;

    private static Change<ApplicationDocuments> Accept(ApplicationDocuments state) =>
        CheckDocument.Accept(state, Definition, state.Uploads[0], "etag", Examples.Now);

    private static bool Agrees(Application application, IReadOnlyList<Fact> facts) =>
        StateCheck.OfApplication.Agrees(new ApplicationForm(application, Answers.None), facts);
}
