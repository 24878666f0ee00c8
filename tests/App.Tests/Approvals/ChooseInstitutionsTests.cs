using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class ChooseInstitutionsTests
{
    private const string Bank = "91440300MA5REF016D", Guarantor = "91440300MA5REF0248", Exchange = "91440300MA5REF0323";

    private static readonly ReferralDefinition Referral = new()
    {
        Name = "Referral", Title = new LocalizedText("融资对接", "Referral"), ChosenIn = "Panel",
        ReferTo = [Named(Bank), Named(Guarantor), Named(Exchange)],
    };

    private static readonly StageRun Passed = Run() with { State = StageRunState.Closed, Outcome = StageOutcome.Passed };

    [Fact]
    public void Offered_ByTheStageThatChoosesAlone()
    {
        var definition = Definition(FirstStage(), Stage("District"), Stage(), Referral);

        Assert.Equal(Referral.ReferTo, ChooseInstitutions.Offered(definition, "Panel"));
        Assert.Empty(ChooseInstitutions.Offered(definition, "District"));
        Assert.Empty(ChooseInstitutions.Offered(Definition(FirstStage(), Stage(), Referral with { ChosenIn = null }), "Panel"));
    }

    [Fact]
    public void Decide_SomeOfThem_AreKeptInTheOrderOfTheDefinition() =>
        Assert.Equal([Bank, Exchange], Chosen(Approve(Exchange, Bank, Exchange)));

    [Fact]
    public void Decide_AllOrNoChoice_LeavesAll()
    {
        Assert.Null(Chosen(Approve(Exchange, Bank, Guarantor)));
        Assert.Null(Chosen(new DecisionForm("token", DecisionKind.Approve)));
        Assert.Null(ChooseInstitutions.Decide(Approve(), []));
        Assert.Null(Chosen(Approve() with { Decision = DecisionKind.Reject }));
    }

    [Fact]
    public void Decide_NoneUnknownNotOfferedOrNoApproval_IsRefused()
    {
        Assert.Contains(Guarantor, Fault(() => Chosen(Approve())).ToString(), StringComparison.Ordinal);
        Fault(() => Chosen(Approve(Bank, "91440300MA5EXA1291")));
        Fault(() => Chosen(Approve(Bank) with { Decision = DecisionKind.Reject }));
        Fault(() => ChooseInstitutions.Decide(Approve(Bank), []));
    }

    [Fact]
    public void Answer_WithAChoice_IsRecordedWithItsFact_AndTheSameAgainIsTheSame()
    {
        var by = new Answering("expert-1", FunctionsApp.Applications.ContentDigest.Of(Applied), Opened);
        var change = DecideApproval.Decide(State([Assignment(1)]), Assignment(1), Approve(Bank), by, [], Referral.ReferTo!);

        var decision = Assert.Single(change.Next.Decisions);
        Assert.Equal([Bank], decision.ReferTo);
        Assert.Equal([Bank], ((DecisionRecorded)change.Facts[0].Fact).ReferTo);
        Assert.True(DecideApproval.IsSame(decision, Approve(Bank), Referral.ReferTo!));
        Assert.False(DecideApproval.IsSame(decision, Approve(Guarantor), Referral.ReferTo!));
        Assert.False(DecideApproval.IsSame(decision, Approve(Bank, Guarantor, Exchange), Referral.ReferTo!));
        Assert.True(DecideApproval.IsSame(
            decision with { ReferTo = null }, Approve(Bank, Guarantor, Exchange), Referral.ReferTo!));
    }

    [Fact]
    public void Of_SeveralApprovals_AddUpAndOneWithoutAChoiceDoesNotWiden()
    {
        Assert.Equal([Bank, Exchange], Of(0, Approved(1, Bank), Approved(2, Exchange), Approved(3)));
        Assert.Equal([Bank, Guarantor, Exchange], Of(0, Approved(1), Approved(2)));
        Assert.Equal([Bank, Guarantor, Exchange], Of(0, Approved(1, Bank) with { Kind = DecisionKind.Abstain }));
    }

    [Fact]
    public void Of_ALaterRound_CountsTheLastApproval()
    {
        Assert.Equal([Bank], Of(2, Approved(1, Bank)));
        var again = State(null, [Approved(1, Bank), Approved(2, Exchange) with { Round = 1 }], Passed, Passed with { Round = 1 });
        Assert.Equal([Exchange], ChooseInstitutions.Of(again, Referral, 1).Select(each => each.Code.Value));
    }

    private static IReadOnlyList<string>? Chosen(DecisionForm form) => ChooseInstitutions.Decide(form, Referral.ReferTo!);

    private static ProblemException Fault(Func<object?> choose)
    {
        var refused = Assert.Throws<ProblemException>(() => { choose(); });
        Assert.Equal("#/referTo", Assert.Single(refused.Errors).Pointer);
        return refused;
    }

    private static DecisionForm Approve(params string[] institutions) => new("token", DecisionKind.Approve, ReferTo: institutions);

    private static Decision Approved(int number, params string[] institutions) =>
        Decision(number, DecisionKind.Approve) with { ReferTo = institutions.Length == 0 ? null : institutions };

    private static IEnumerable<string> Of(int round, params IReadOnlyList<Decision> decisions) =>
        ChooseInstitutions.Of(State(null, decisions, Passed), Referral, round).Select(each => each.Code.Value);

    private static Institution Named(string code) => new(CreditCode.Parse(code), new LocalizedText(code, code), InstitutionKind.Bank);
}
