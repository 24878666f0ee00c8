using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Panels.Agreements;
using FunctionsApp.People;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace App.Tests.Panels.Agreements;

/// <summary>An expert's agreement of a year, from the asking to the answer.</summary>
public sealed class AgreementTests
{
    private const int Year = 2026;

    private static readonly string Id = ExpertAgreement.IdOf("e1", Year);

    private readonly AskingBench bench = new(ReviewSample.Opened, ExpertAgreementAggregate.Kind, PersonAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Ask_Twice_AsksOnce()
    {
        var asked = AskAgreement.Decide(null, "e1", Year, ReviewSample.Opened, "timer");

        Assert.Equal(new AgreementAsked("e1", Year, 1), Assert.Single(asked.Facts).Fact);
        Assert.Empty(AskAgreement.Decide(asked.Next, "e1", Year, ReviewSample.Opened, "timer").Facts);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(2025, false)]
    [InlineData(2026, true)]
    [InlineData(2027, true)]
    public void HasAccepted_ByTheYearOfTheEntry(int? entered, bool accepted) =>
        Assert.Equal(accepted, AskAgreement.HasAccepted(Polls.Member("e1") with { AgreementYear = entered }, Year));

    [Fact]
    public void Missing_IsWhoIsAnExpertAndHasNotAcceptedNorLeft()
    {
        var staff = AskingBench.Directory(
        [
            Polls.Member("new"), Polls.Member("done") with { AgreementYear = Year }, Polls.Member("gone") with { HasLeft = true },
            Polls.Member("officer") with { Roles = [Role.DistrictOfficer] },
        ]);

        Assert.Equal(["new"], AskAgreement.Missing(staff, Year).Select(expert => expert.Id));
    }

    [Fact]
    public async Task Question_Opened_AsksTheExpertAloneAndNoDelegate()
    {
        var question = await OpenedAsync(Polls.Member("e1", standIn: "e2"), Polls.Member("e2"));
        var state = (await bench.Store.GetAsync(ExpertAgreementAggregate.Kind, Id, Cancellation)).State;
        var assignment = Assert.Single(state.Assignments);
        var escalated = question.DecideEscalation(state, AgreementQuestion.AskOf(Id), assignment.Due);

        Assert.Equal("e1", assignment.Assignee);
        Assert.Equal(["e1"], escalated.Next.Assignments.Select(each => each.Assignee));
    }

    [Theory]
    [InlineData(AgreementChoice.Accept, AgreementState.Accepted)]
    [InlineData(AgreementChoice.Decline, AgreementState.Declined)]
    public async Task Answer_IsTakenOnce(AgreementChoice choice, AgreementState then)
    {
        var question = await OpenedAsync(Polls.Member("e1"));
        var answered = await AnswerAsync(question, choice);

        Assert.Equal(then, answered.Agreement.State);
        Assert.Equal(AssignmentState.Decided, Assert.Single(answered.Assignments).State);
        Assert.Equal(then, (await AnswerAsync(question, choice)).Agreement.State);
        var other = choice == AgreementChoice.Accept ? AgreementChoice.Decline : AgreementChoice.Accept;
        Assert.Equal("already-decided", (await Assert.ThrowsAsync<ProblemException>(() => AnswerAsync(question, other))).Type.Slug);
    }

    [Fact]
    public async Task Answer_WithoutAChoice_IsRefused()
    {
        var question = await OpenedAsync(Polls.Member("e1"));

        Assert.Equal("invalid-field", (await Assert.ThrowsAsync<ProblemException>(() => AnswerAsync(question, null))).Type.Slug);
    }

    [Fact]
    public async Task Lapse_Unanswered_EndsTheAskingOnce()
    {
        await OpenedAsync(Polls.Member("e1"));
        var lapse = new LapseAgreementActivity(bench.Store);

        Assert.Equal(AgreementState.Lapsed, await lapse.RunAsync(Id, Cancellation));
        Assert.Equal(AgreementState.Lapsed, await lapse.RunAsync(Id, Cancellation));
        Assert.Equal(
            [nameof(AgreementAsked), nameof(AssignmentOpened), nameof(AgreementLapsed)],
            await bench.FactsAsync(ExpertAgreementAggregate.Kind, Id));
        Assert.Empty(await bench.InboxAsync("e1"));
    }

    [Fact]
    public async Task Question_PersonWhoLeft_IsAskedNoMore()
    {
        var question = await OpenedAsync(Polls.Member("e1"));
        var left = Question(Polls.Member("e1") with { HasLeft = true });
        var state = (await bench.Store.GetAsync(ExpertAgreementAggregate.Kind, Id, Cancellation)).State;

        Assert.NotEmpty(question.DecideEscalation(state, AgreementQuestion.AskOf(Id), state.Assignments[0].Due).Facts);
        Assert.Empty(left.DecideEscalation(state, AgreementQuestion.AskOf(Id), state.Assignments[0].Due).Facts);
    }

    [Fact]
    public void Accept_InTheRegister_IsEnteredOnce()
    {
        var accepted = AcceptAgreement.Decide(Polls.Member("e1") with { AgreementYear = 2025 }, Year);

        Assert.Equal(Year, accepted.Next.AgreementYear);
        Assert.Equal(["agreementYear"], Assert.IsType<PersonChanged>(Assert.Single(accepted.Facts).Fact).Fields);
        Assert.Empty(AcceptAgreement.Decide(accepted.Next, Year).Facts);
        Assert.Empty(AcceptAgreement.Decide(accepted.Next, Year - 1).Facts);
    }

    [Fact]
    public async Task Panel_ThatNeedsIt_AsksOnlyThoseWhoAccepted()
    {
        StaffMember[] people =
        [
            .. PanelSample.Experts(4).Select(expert => expert with { AgreementYear = Year }),
            Polls.Member("late") with { AgreementYear = Year - 1 }, Polls.Member("never"),
        ];
        var panel = await new PanelSample(people).NeedsAgreement(people).StartAsync();
        var asked = await panel.AskedAsync(PanelTimes.Declaring);
        await panel.DeclareAsync(asked[0], ConflictChoice.Other, "Friend.");
        await panel.CheckAsync();

        Assert.Equal(["e1", "e2", "e3", "e4"], (await panel.AskedAsync(PanelTimes.Declaring)).Append(asked[0]).Order());
    }

    private AgreementQuestion Question(params IEnumerable<StaffMember> people) =>
        new(bench.Tools(people), Options.Create(new PanelOptions()));

    private async Task<AgreementQuestion> OpenedAsync(params IEnumerable<StaffMember> people)
    {
        var question = Question(people);
        await bench.Store.PutAsync(ExpertAgreementAggregate.Kind, Id, current =>
            AskAgreement.Decide(current, "e1", Year, ReviewSample.Opened, "timer"), Cancellation);
        await bench.Store.ChangeAsync(ExpertAgreementAggregate.Kind, Id, state =>
            question.DecideOpening(state, AgreementQuestion.AskOf(Id), ReviewSample.Opened), Cancellation);
        return question;
    }

    private async Task<AgreementCase> AnswerAsync(AgreementQuestion question, AgreementChoice? choice)
    {
        var state = (await bench.Store.GetAsync(ExpertAgreementAggregate.Kind, Id, Cancellation)).State;
        var by = new Answering("e1", AgreementQuestion.DigestOf(state.Agreement), bench.Time.GetUtcNow());
        return (await bench.Store.ChangeAsync(ExpertAgreementAggregate.Kind, Id, now =>
            question.Decide(now, new AssignmentId(AgreementQuestion.AskOf(Id), 1), new AgreementForm("token", choice), by),
            Cancellation)).State;
    }
}
