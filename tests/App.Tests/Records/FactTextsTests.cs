using System.Reflection;
using System.Text.Json;
using App.Tests.Reviews;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Records;
using FunctionsApp.Reviews;

namespace App.Tests.Records;

public sealed class FactTextsTests
{
    private static readonly ProgrammeDefinition Definition = ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage()).All[0];

    /// <summary>The facts that an application's record shows.</summary>
    public static TheoryData<string> Shown =>
        [.. FactTypes.All.Values.Where(type => type.IsDefined(typeof(ShownAsAttribute))).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Name_OfEveryFactOfAnApplication_IsWritten(string type) => Assert.NotNull(FactTexts.Name(type));

    [Fact]
    public void Name_OfDifferentFacts_Differs()
    {
        var names = Shown.Select(row => FactTexts.Name(row.Data)!).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Of_AStage_NamesItAndItsOutcome()
    {
        var text = Of(new StageClosed(Definition.Stages[0].Name, 0, StageOutcome.Passed, 1, 0, 0, 0));

        Assert.Equal($"A stage was closed: {Definition.Stages[0].Title.English}, Passed", text.English);
    }

    [Fact]
    public void Of_AnAssignment_NamesThePersonAndTheTime()
    {
        var text = Of(new AssignmentOpened("a", "Gone", 0, "chen", new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero)));

        Assert.Equal("交办任务：Gone，chen，截止 2026-03-09 18:00（北京时间）", text.Chinese);
    }

    /// <summary>What is withheld, unknown or changed afterwards is still a line.</summary>
    [Theory]
    [InlineData(nameof(DecisionRecorded), null, "A decision was recorded")]
    [InlineData(nameof(DecisionRecorded), """{"stage":5}""", "A decision was recorded")]
    [InlineData("FactOfTomorrow", "{}", "FactOfTomorrow")]
    public void Of_WhatCannotBeRead_IsItsName(string type, string? data, string expected) =>
        Assert.Equal(expected, FactTexts.Of(Entry(type, data), Definition).English);

    private static LocalizedText Of(Fact fact) => FactTexts.Of(
        Entry(fact.GetType().Name, JsonSerializer.Serialize(fact, fact.GetType(), AppJson.Options)), Definition);

    private static FactEntry Entry(string type, string? data) => new(
        1, type, "2026-03-02T01:00:00.0000000+00:00", "x", data is null ? null : JsonSerializer.Deserialize<JsonElement>(data), null, "",
        "h", data is null);
}
