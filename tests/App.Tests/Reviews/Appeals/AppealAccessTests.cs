using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Reviews.Appeals;
using static App.Tests.Reviews.Appeals.AppealSample;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews.Appeals;

/// <summary>What an appeal opens of an application that stays rejected.</summary>
public sealed class AppealAccessTests
{
    [Fact]
    public void Examiner_WhileItIsExamined_SeesWhatTheReviewSaw()
    {
        var examiner = Caller("examiner", Role.DepartmentOfficer);

        Assert.All(
            [Right.DocumentContent, Right.Answers, Right.VotesOfClosedStages, Right.Appeal],
            right => Assert.True(Case(null).For(examiner).Has(right), $"{right}"));
        Assert.False(Case(AppealRuling.Dismissed).For(examiner).Has(Right.DocumentContent));
    }

    /// <summary>The rejection took the content away from them, and the appeal does not give it back.</summary>
    [Theory]
    [InlineData("institution", Role.Signatory)]
    [InlineData("scorer", Role.Expert)]
    [InlineData("district", Role.DistrictOfficer)]
    public void WhoWasAskedBefore_WhileItIsExamined_SeesNoMoreThanAfterTheRejection(string person, Role role)
    {
        var caller = Caller(person, role);
        var (before, now) = (Case(AppealRuling.Dismissed).For(caller), Case(null).For(caller));

        Assert.Equal(before.Relation, now.Relation);
        Assert.All(Enum.GetValues<Right>(), right => Assert.Equal(before.Has(right), now.Has(right)));
        Assert.False(now.Has(Right.DocumentContent));
        Assert.False(now.Has(Right.Appeal));
    }

    [Fact]
    public void Administrator_WhileItIsExamined_MayHaveTheExaminerReminded()
    {
        var admin = Caller("admin", Role.Administrator);

        Assert.True(Case(null).For(admin).Has(Right.Oversee));
        Assert.False(Case(null).For(admin).Has(Right.Appeal));
        Assert.False(Case(AppealRuling.Dismissed).For(admin).Has(Right.Oversee));
    }

    private static Caller Caller(string id, Role role) =>
        new(id, id, null, new HashSet<Role> { role }, null, null, Language.Chinese);

    /// <param name="ruling">Null while it is examined.</param>
    private static ApplicationCase Case(AppealRuling? ruling)
    {
        var appealed = Submit(Rejected).Next.Application;
        return new ApplicationCase(appealed with { Appeal = appealed.Appeal! with { Ruling = ruling } },
        [
            .. Rejected.Review.Assignments,
            Assignment(1, "examiner", ruling is null ? AssignmentState.Open : AssignmentState.Decided) with
            {
                Ask = AppealQuestion.AskOf(Id, 0),
            },
            Assignment(5, "institution", AssignmentState.Decided) with { Sight = AssignmentSight.Referral },
            Assignment(6, "scorer", AssignmentState.Decided) with { Sight = AssignmentSight.Content },
        ]);
    }
}
