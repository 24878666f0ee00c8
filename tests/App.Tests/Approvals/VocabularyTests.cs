using App.Tests.Assignments;
using CsCheck;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Programmes.Stages;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

/// <summary>The words of the vocabulary in any order, by the rules alone; a failure prints the seed that repeats it.</summary>
public sealed class VocabularyTests
{
    private const int People = 8;

    private static readonly Gen<StaffMember[]> Staff = (
        from standIn in Gen.Int[0, People]
        from away in Gen.Int[0, 9]
        select (standIn, away)).Array[People].Select(people => people.Select((each, index) => Polls.Member(
            $"p{index}", standIn: each.standIn == People ? null : $"p{each.standIn}") with
        {
            AwayFrom = each.away == 0 ? BeijingTime.Day(Opened) : null, AwayTo = BeijingTime.Day(Opened).AddDays(3),
        }).ToArray());

    private static readonly Gen<ApprovalDefinition> Defined =
        from assignees in Gen.Int[1, 3]
        from approvals in Gen.Int[1, assignees]
        from policy in Gen.Enum<UndecidedPolicy>()
        select Stage(assignees: assignees, approvals: approvals, undecided: policy);

    // Answers and looks are frequent, what ends all is rare: else most sequences are over at once.
    private static readonly Gen<Word> Words = Gen.Frequency(
        (6, Gen.Const(Word.Answer)), (4, Gen.Const(Word.Look)), (4, Gen.Const(Word.AddSigner)), (3, Gen.Const(Word.HandOver)),
        (3, Gen.Const(Word.TakeBack)), (3, Gen.Const(Word.TakeOff)), (1, Gen.Const(Word.Remind)), (1, Gen.Const(Word.Escalate)),
        (1, Gen.Const(Word.SendBack)), (1, Gen.Const(Word.OutOfOffice)), (1, Gen.Const(Word.Leave)), (1, Gen.Enum<Word>()));

    private static readonly Gen<Step> Steps =
        from word in Words
        from one in Gen.Int[0, 23]
        from other in Gen.Int[0, 23]
        from hours in Gen.Int[0, 12]
        select new Step(word, one, other, hours);

    [Fact]
    public void AnySequence_OfTheVocabulary_EndsInALegalState() =>
        (from staff in Staff
         from first in Defined
         from second in Defined
         from steps in Steps.Array[0, 40]
         select (staff, first: first with { Name = "First" }, second, steps)).Sample(
            sample =>
            {
                var model = new VocabularyModel(sample.staff, [sample.first, sample.second]);
                foreach (var step in sample.steps) model.Take(step);
                model.Finish();
            },
            iter: 10_000);

    [Fact]
    public void Model_SentBackByTheSecondStage_AsksTheFirstAgainAsOftenAsTheProgrammeAllows()
    {
        var staff = Enumerable.Range(0, People).Select(index => Polls.Member($"p{index}")).ToList();
        var model = new VocabularyModel(staff, [Stage("First", 1, 1), Stage("Panel", 1, 1)]);
        foreach (var round in Enumerable.Range(0, 3))
        {
            Assert.Contains(model.State.Assignments, each => each.Ask.Step == "First" && each.Ask.Round == round);
            model.Take(new Step(Word.Answer, 0, 0, 1));
            model.Take(new Step(Word.Look, 0, 0, 1));
            model.Take(new Step(Word.SendBack, 0, 0, 1));
            model.Take(new Step(Word.Look, 0, 0, 1));
        }

        Assert.Null(model.State.Run("Panel", 2)!.Outcome);
        Assert.Equal(2, model.State.Runs.Count(run => run.BackTo == "First"));
        Assert.Single(model.State.Decisions.Where(each => each.Stage == "First").Select(each => each.Person).Distinct());
    }

    /// <summary>The sequences reach what they are about: without it the test above could hold of nothing.</summary>
    [Fact]
    public void Model_SignerAddedAfter_NeedsOneMoreAndTheStagePasses()
    {
        var staff = Enumerable.Range(0, People).Select(index => Polls.Member($"p{index}")).ToList();
        var model = new VocabularyModel(staff, [Stage("First", 1, 1), Stage("Panel", 1, 1)]);
        var asked = model.State.Assignments.Single().Assignee;
        var signer = Enumerable.Range(0, People).First(index => index % 2 == 1 && $"p{index}" != asked);

        model.Take(new Step(Word.AddSigner, 0, signer, 1));
        Assert.Equal(1, model.After);
        model.Take(new Step(Word.Answer, 0, 0, 1));
        model.Take(new Step(Word.Look, 0, 0, 1));
        Assert.Null(model.State.Run("First", 0)!.Outcome);
        model.Take(new Step(Word.Answer, 1, 0, 1));
        model.Take(new Step(Word.Look, 0, 0, 1));

        Assert.Equal(FunctionsApp.Reviews.StageOutcome.Passed, model.State.Run("First", 0)!.Outcome);
        Assert.Contains(model.State.Assignments, each => each.Ask.Step == "Panel");
    }
}
