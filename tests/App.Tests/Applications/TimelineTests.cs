using System.Reflection;
using App.Tests.Identity;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews;

namespace App.Tests.Applications;

public sealed class TimelineTests
{
    private const string Organisation = "91440300MA5EXA1291";
    private static readonly CreditCode Code = CreditCode.Parse(Organisation);
    private const string Asked = "asked";
    private const string WasAsked = "was-asked";
    private static readonly IReadOnlyList<(NewFact Fact, Right Right)> Record = MatterSamples.Record(Asked, WasAsked);
    private static readonly IReadOnlyList<SealedFact> Facts =
        FactChain.Append(ReviewSample.Id, FactHead.Start, Record.Select(each => each.Fact), ReviewSample.Opened);

    [Fact]
    public void Record_EachRoleAndRelation_ShowsWhatTheTableGrants()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var relation in Enum.GetValues<Relation>())
            {
                var reader = new Reader(Caller("someone", role), relation, MatterState.Open);
                var shown = Of(Stored(), reader, Facts).Facts;

                Assert.All(Record.Zip(shown), each => Assert.True(
                    reader.Has(each.First.Right) == !each.Second.Withheld, $"{role} {relation}: {each.Second.Type} withheld {each.Second.Withheld}"));
            }
        }
    }

    [Fact]
    public void Record_BeforeTheApplicant_NamesNoReviewerAndNoVote()
    {
        var shown = Read(Case().For(Caller("lin", Role.Applicant) with { Organisation = Code }));

        Assert.Equal(["ApplicationSubmitted", "StageClosed"], shown.Where(fact => !fact.Withheld).Select(fact => fact.Type));
        Assert.All(shown.Where(fact => fact.Withheld), fact => Assert.Equal((null, null), (fact.Actor, fact.Data)));
    }

    [Fact]
    public void Record_WhileTheStageIsOpen_HidesAColleaguesVoteFromTheOther()
    {
        var shown = Read(Case().For(Caller(Asked, Role.Expert)));
        var colleague = Read(Case().For(Caller("colleague", Role.Expert)));

        Assert.Equal(["shown", "withheld"], shown.Where(fact => fact.Type == nameof(DecisionRecorded)).Select(fact => fact.Withheld ? "withheld" : "shown"));
        // What one did oneself is no secret; who has answered sees no earlier stage any more.
        Assert.Equal(["withheld", "shown"], colleague.Where(fact => fact.Type == nameof(DecisionRecorded)).Select(fact => fact.Withheld ? "withheld" : "shown"));
    }

    [Fact]
    public void Record_WhenTheStageIsClosed_IsWhatItsHashSealed()
    {
        var before = Read(Case().For(Caller(Asked, Role.Expert)))[^1];
        var closed = Case() with
        {
            Assignments = [.. Case().Assignments.Cancelled(), ReviewSample.Assignment(1, Asked, stage: "LeadingGroup")],
        };

        var after = Read(closed.For(Caller(Asked, Role.LeadingGroup)), closed)[^1];

        Assert.True(before.Withheld);
        Assert.Equal("colleague", after.Actor);
        Assert.Equal((before.Hash, before.Previous, before.At), (after.Hash, after.Previous, after.At));
    }

    [Fact]
    public void Record_Withheld_CanStillBeFollowed()
    {
        var record = Of(Stored(), new Reader(Caller("op", Role.Operator), Relation.None, MatterState.Open), Facts);

        Assert.True(record.Whole);
        Assert.All(record.Facts, fact => Assert.True(fact.Withheld));
        Assert.Equal(record.Facts.Select(fact => fact.Hash).SkipLast(1).Prepend(""), record.Facts.Select(fact => fact.Previous));
    }

    [Fact]
    public void Record_DataChanged_IsBrokenAlsoForWhoSeesNoData()
    {
        var forged = Facts.Select(fact => fact.Number == 3 ? fact with { Data = fact.Data.Replace("Approve", "Reject", StringComparison.Ordinal) } : fact);

        var record = Of(Stored(), new Reader(Caller("op", Role.Operator), Relation.None, MatterState.Open), [.. forged]);

        Assert.Equal((false, 3), (record.Whole, record.FirstBroken));
    }

    /// <summary>Its few possible contents could all be hashed, and the right one found.</summary>
    [Fact]
    public void Hash_OfTheSameDecisionRecordedTwice_Differs()
    {
        var again = FactChain.Append(ReviewSample.Id, FactHead.Start, Record.Select(each => each.Fact), ReviewSample.Opened);

        Assert.Equal(Facts[0].Hash, again[0].Hash);
        Assert.NotEqual(Facts[2].Hash, again[2].Hash);
        Assert.Equal(32, ((DecisionRecorded)Facts[2].Read()!).Salt!.Length);
    }

    /// <summary>Whatever a review records is about something that not everybody may see.</summary>
    [Fact]
    public void Facts_OfAnApplication_StateByWhichRightTheyAreShown()
    {
        string[] features = ["Applications", "Documents", "Assignments", "Reviews", "Approvals", "Completeness"];
        var facts = FactTypes.All.Values.Where(fact => features.Contains(fact.Namespace!.Split('.')[1]) || fact.IsSubclassOf(typeof(StageAnswered))).ToList();

        // Of a record of its own, which auditors alone read.
        facts.Remove(typeof(DocumentRead));
        // An investigation is no business of those whom it may be about.
        facts.Remove(typeof(LegalHoldPlaced));
        facts.Remove(typeof(LegalHoldLifted));
        Assert.True(facts.Count > 12);
        Assert.Empty(facts.Where(fact => !fact.IsDefined(typeof(ShownAsAttribute), false)).Select(fact => fact.Name));
        Assert.All(facts.Where(fact => fact.GetCustomAttribute<ShownAsAttribute>()!.Right is Right.VotesOfClosedStages or Right.ReviewersOfClosedStages), fact =>
            Assert.True(fact.IsAssignableTo(typeof(IOfAssignment)) && fact.IsAssignableTo(typeof(ConfidentialFact)), fact.Name));
    }

    private static ApplicationCase Case()
    {
        var review = MatterSamples.Review(Code, MatterState.Open, Asked, WasAsked);
        return new ApplicationCase(review.Application, review.Assignments);
    }

    private static Stored<ApplicationCase> Stored(ApplicationCase? state = null) => new(state ?? Case(), new FactHead(Facts[^1].Number, Facts[^1].Hash), "etag");

    private static IReadOnlyList<FactEntry> Read(Reader reader, ApplicationCase? state = null) => Of(Stored(state), reader, Facts).Facts;

    private static FactRecord Of(Stored<ApplicationCase> stored, Reader reader, IReadOnlyList<SealedFact> facts) => FactRecord.Of(
        stored.State.Application.Id, stored.Head, facts, Timeline.For(reader, new FormCase(stored.State, Answers.None), []));

    private static Caller Caller(string id, Role role) => new(id, id, null, new HashSet<Role> { role }, null, "440304", Language.English);
}
