using FunctionsApp.Identity;

namespace App.Tests.Identity;

/// <summary>An industry body is no office of the city (M12): it examines what it is asked about, and reads no officer's vote.</summary>
public sealed class IndustryBodyTests
{
    private static readonly HashSet<Role> Body = [Role.IndustryBody];

    [Fact]
    public void Asked_ReadsTheApplicationAndItsDocuments_AndAnswers() => Assert.Equal(
        [
            Right.Application, Right.DocumentNames, Right.DocumentContent, Right.Answers, Right.Record, Right.Course, Right.Assignment,
        ],
        RightsOf(Relation.Asked, MatterState.Open));

    [Fact]
    public void Asked_OfWhatIsOver_ReadsItsOwnAssignmentAlone() =>
        Assert.Equal([Right.Assignment], RightsOf(Relation.Asked, MatterState.Over));

    [Theory]
    [InlineData(MatterState.Open)]
    [InlineData(MatterState.Over)]
    public void WasAsked_ReadsNoFilesAndNoAnswers(MatterState state) => Assert.Equal(
        [Right.Application, Right.DocumentNames, Right.Record, Right.Course, Right.Assignment], RightsOf(Relation.WasAsked, state));

    [Theory]
    [InlineData(Relation.Served)]
    [InlineData(Relation.None)]
    [InlineData(Relation.Copied)]
    public void NotAsked_SeesNothing(Relation relation) =>
        Assert.All(Enum.GetValues<MatterState>(), state => Assert.Empty(RightsOf(relation, state)));

    [Theory]
    [InlineData(Right.ReviewersOfOpenStages)]
    [InlineData(Right.ReviewersOfClosedStages)]
    [InlineData(Right.VotesOfOpenStages)]
    [InlineData(Right.VotesOfClosedStages)]
    [InlineData(Right.Sheets)]
    [InlineData(Right.Conflicts)]
    [InlineData(Right.Duplicates)]
    [InlineData(Right.Appeal)]
    [InlineData(Right.Copy)]
    [InlineData(Right.Oversee)]
    public void AnyRelation_WhatOfficersDecideAndDo_IsHidden(Right right) => Assert.All(
        Enum.GetValues<Relation>(),
        relation => Assert.All(Enum.GetValues<MatterState>(), state => Assert.False(AccessTable.Grants(right, Body, relation, state))));

    private static IReadOnlyList<Right> RightsOf(Relation relation, MatterState state) =>
        [.. Enum.GetValues<Right>().Where(right => AccessTable.Grants(right, Body, relation, state))];
}
