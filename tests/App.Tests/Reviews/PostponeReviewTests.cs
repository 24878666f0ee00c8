using App.Tests.Assignments;
using App.Tests.City;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using Microsoft.Extensions.Options;
using MimeKit;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

/// <summary>A notice arrives while an applicant corrects.</summary>
public sealed class PostponeReviewTests
{
    /// <summary>Wednesday 22 September 2027: ten working days later is 7 October without the notice.</summary>
    private static readonly DateTimeOffset From = new(2027, 9, 22, 1, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Provisional = Close(7);
    private static readonly DateTimeOffset Official = Close(11);

    private readonly AskingBench bench = new(From, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Fact]
    public void Decide_NoticeArrived_GivesItsTimeAndKeepsWhatWasPromised()
    {
        var change = PostponeSupplement.Decide(Returned(), Definition(), WorkingCalendarTests.With2027);

        Assert.Equal(new SupplementPostponed(1, Official), Assert.Single(change.Facts).Fact);
        Assert.Equal((Official, Provisional), (change.Next.Supplement.Time!.Due, change.Next.Supplement.Time.Promised));
        Assert.Empty(PostponeSupplement.Decide(change.Next, Definition(), WorkingCalendarTests.With2027).Facts);
    }

    [Fact]
    public void Decide_SameNotices_Earlier_Over_OrWithoutTime_ChangesNothing()
    {
        var returned = Returned();
        Assert.Empty(PostponeSupplement.Decide(returned, Definition(), WorkingCalendar.Official).Facts);
        foreach (var other in new[]
        {
            returned with { Supplement = returned.Supplement with { Time = returned.Supplement.Time! with { Due = Official } } },
            returned with { Supplement = returned.Supplement with { Time = null } },
            returned with { Status = ApplicationStatus.Submitted },
            returned with { Status = ApplicationStatus.Rejected },
        })
        {
            Assert.Empty(PostponeSupplement.Decide(other, Definition(), WorkingCalendarTests.With2027).Facts);
        }
    }

    [Fact]
    public void State_OfAPostponedRound_AgreesWithItsFactsAlone()
    {
        var postponed = PostponeSupplement.Decide(Returned(), Definition(), WorkingCalendarTests.With2027).Next.Supplement;
        Fact[] facts = [new ApplicationReturned(1, ["plan"]) { Due = Provisional }, new SupplementPostponed(1, Official)];

        Assert.True(Agrees(Returned().Supplement, facts[0]));
        Assert.True(Agrees(postponed, facts));
        Assert.False(Agrees(postponed, facts[0]));
        Assert.False(Agrees(Returned().Supplement, facts));
        Assert.False(Agrees(postponed with { Time = null }, facts));
    }

    [Fact]
    public async Task Run_NoticeArrived_WritesToTheApplicantAndWaitsUntilTheNewTime()
    {
        await bench.Store.PutAsync(State() with { Application = Returned() });

        Assert.True(await RunAsync(Provisional));
        Assert.True(await RunAsync(Official - PostponeAssignments.Shortest - TimeSpan.FromSeconds(1)));
        Assert.False(await RunAsync(Official - PostponeAssignments.Shortest));
        Assert.Single(await bench.FactsAsync(ReviewAggregate.Kind, Id), fact => fact == nameof(SupplementPostponed));
        Assert.Equal([$"application-postponed.{Id}.1.2027-10-11"], bench.Letters.Select(letter => letter.Id).Distinct());
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            var message = LetterMessage.Write(bench.Letters[0] with { Language = language }, new MailboxAddress("P", "p@example.com"),
                new MailboxAddress("x", "x@example.com"), "https://x.example/a", From);
            Assert.Contains("2027-10-11 18:00", message.TextBody);
            Assert.DoesNotContain('{', message.Subject + message.TextBody);
        }
    }

    [Fact]
    public async Task Conclude_OverdueByTheFirstTimeOnly_LeavesItReturned()
    {
        await bench.Store.PutAsync(State() with { Application = Returned() });

        Assert.Equal(ApplicationStatus.Returned, await ConcludeAsync(Provisional));
        Assert.Equal(ApplicationStatus.Rejected, await ConcludeAsync(Official));
    }

    /// <summary>The run that waits for the first due time finds the extension, also where its letter was not written yet.</summary>
    [Fact]
    public async Task Conclude_Extended_WaitsUntilTheNewTimeWithoutALetterAboutNotices()
    {
        var extension = new SupplementExtension(1, "x", "u1", From, Official);
        foreach (var promised in new DateTimeOffset?[] { null, Provisional })
        {
            var returned = Returned() with { Extensions = [extension] };
            await bench.Store.PutAsync(State() with
            {
                Application = returned with
                {
                    Supplement = returned.Supplement with
                    {
                        Time = returned.Supplement.Time! with { Due = Official, Promised = promised, Calendar = Edition },
                    },
                },
            });
            Assert.Equal(ApplicationStatus.Returned, await ConcludeAsync(Provisional));
            Assert.Empty(bench.Letters);
        }

        Assert.Equal(ApplicationStatus.Rejected, await ConcludeAsync(Official));
    }

    /// <summary>The extension is committed between the look at the round and its rejection.</summary>
    [Fact]
    public void Conclude_ExtendedMeanwhile_ChangesNothing()
    {
        var extended = Returned() with { Extensions = [new SupplementExtension(1, "x", "u1", From, Official)] };
        extended = extended with
        {
            Supplement = extended.Supplement with { Time = extended.Supplement.Time! with { Due = Official } },
        };
        var overdue = new ConcludeRequest(Id, Conclusion.SupplementOverdue, 1, "Panel");

        Assert.Empty(ConcludeReviewActivity.Decide(extended, Definition(), overdue, Provisional).Facts);
        Assert.Single(ConcludeReviewActivity.Decide(extended, Definition(), overdue, Official).Facts);
        Assert.Single(ConcludeReviewActivity.Decide(Returned(), Definition(), overdue, Provisional).Facts);
    }

    [Fact]
    public async Task Return_KeepsTheTimeAndItsNotices()
    {
        await bench.Store.PutAsync(State(runs: Run() with
        {
            State = StageRunState.Closed, Outcome = StageOutcome.Returned, Items = [new ReturnItem("plan", "page 3")],
        }));
        var back = new ReturnRequest(new SupplementRequest(Id, 1, "Panel"), From);

        Assert.Equal(Provisional, await ReturnAsync(WorkingCalendar.Official));
        Assert.Equal(Returned().Supplement.Time, (await bench.Store.ReviewAsync()).Application.Supplement.Time);
        // The first attempt decided.
        Assert.Equal(Provisional, await ReturnAsync(WorkingCalendarTests.With2027));
        await foreach (
            var line in bench.Lists.ReadAllAsync(ApplicationIndex.Open, Applied.Programme, TestContext.Current.CancellationToken))
        {
            Assert.Equal(("2027:-", Provisional), (line.Calendar, line.Due));
        }


        Task<DateTimeOffset> ReturnAsync(WorkingCalendar calendar) =>
            new ReturnReviewActivity(bench.Store, Catalogue(FirstStage(), Stage()), calendar, bench.Bulletins)
                .RunAsync(back, TestContext.Current.CancellationToken);
    }

    private static string Edition => WorkingCalendarTests.With2027.Edition(From, Official);

    private static Application Returned() => Applied with
    {
        Status = ApplicationStatus.Returned,
        Supplement = new Supplement(1, [new ReturnItem("plan", "x")])
        {
            Time = new SupplementTime(From, Provisional, WorkingCalendar.Official.Edition(From, Provisional)),
        },
    };

    private static bool Agrees(Supplement supplement, params IReadOnlyList<Fact> facts)
    {
        var application = Returned() with { Supplement = supplement, Slots = [] };
        var drafted = new ApplicationDrafted(application.Programme, application.Version, application.Applicant.Organisation.Value,
            application.Applicant.District, application.Subject.Sector, application.Subject.Amount);
        return StateCheck.OfApplication.Agrees(
            new FunctionsApp.Applications.Forms.ApplicationForm(application, FunctionsApp.Programmes.Fields.Answers.None), [drafted, .. facts]);
    }

    private PostponeReview Postpone => new(
        bench.Store, Catalogue(FirstStage(), Stage()), WorkingCalendarTests.With2027, bench.Bulletins, bench.Time);

    private Task<bool> RunAsync(DateTimeOffset at)
    {
        bench.Time.SetUtcNow(at);
        return Postpone.RunAsync(Id, TestContext.Current.CancellationToken);
    }

    private Task<ApplicationStatus> ConcludeAsync(DateTimeOffset at)
    {
        bench.Time.SetUtcNow(at);
        return new ConcludeReviewActivity(
            bench.Store, Catalogue(FirstStage(), Stage()), bench.Tools().Staff, bench.Bulletins, Postpone,
            new AppealTimes(Options.Create(new AppealOptions()), WorkingCalendar.Official), bench.Time)
            .RunAsync(new ConcludeRequest(Id, Conclusion.SupplementOverdue, 1, "Panel"), TestContext.Current.CancellationToken);
    }

    private static DateTimeOffset Close(int october) => BeijingTime.Deadline(new DateOnly(2027, 10, october));
}
