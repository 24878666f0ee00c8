using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Programmes;

public sealed class PanelDefinitionTests
{
    /// <summary>As a definition file writes it.</summary>
    private const string Written =
        """
        {
          "name": "Panel", "kind": "Panel", "title": { "zh-CN": "专家评审", "en": "Expert panel" },
          "role": "Expert", "assignees": 5, "workingDays": 10, "reminderWorkingDays": 2, "delegateWorkingDays": 3,
          "declareWorkingDays": 3, "passMark": 60.5, "drop": "HighestAndLowest", "quorum": 3,
          "rubric": [
            {
              "key": "innovation", "title": { "zh-CN": "创新性", "en": "Innovation" }, "help": { "zh-CN": "新在何处", "en": "What is new" },
              "weight": 60, "commentBelow": 60,
              "anchors": [
                { "mark": 0, "text": { "zh-CN": "无", "en": "none" } },
                { "mark": 100, "text": { "zh-CN": "领先", "en": "leading" } }
              ]
            },
            { "key": "feasibility", "title": { "zh-CN": "可行性", "en": "Feasibility" }, "weight": 40 }
          ]
        }
        """;

    [Fact]
    public void Read_AsAFileWritesIt_HasNoErrorsAndAllValues()
    {
        var panel = Read();

        Assert.Empty(Errors(panel));
        Assert.Equal("Panel", panel.Kind);
        Assert.Equal((5, 60.5m, Dropping.HighestAndLowest, 3, 3), (panel.Assignees, panel.PassMark, panel.Drop, panel.Quorum, panel.DeclareWorkingDays));
        Assert.Equal([("innovation", 60, 60m), ("feasibility", 40, 0m)], panel.Rubric.Select(each => (each.Key, each.Weight, each.CommentBelow)));
    }

    [Theory]
    [InlineData("assignees", "2", ".assignees", "3 to 15")]
    [InlineData("assignees", "16", ".assignees", "0 to 15")]
    [InlineData("assignees", "4", ".drop", "5 experts")]
    [InlineData("role", "null", ".role", "without people")]
    [InlineData("role", "\"Applicant\"", ".role", "does not review")]
    [InlineData("quorum", "2", ".quorum", "more than half")]
    [InlineData("quorum", "6", ".quorum", "at most all")]
    [InlineData("declareWorkingDays", "0", ".declareWorkingDays", "1 to 59")]
    [InlineData("declareWorkingDays", "10", ".declareWorkingDays", "workingDays - 1")]
    [InlineData("workingDays", "61", ".workingDays", "1 to 60")]
    [InlineData("passMark", "-0.01", ".passMark", "0 to 100")]
    [InlineData("passMark", "100.01", ".passMark", "0 to 100")]
    [InlineData("passMark", "60.005", ".passMark", "two decimals")]
    [InlineData("assignedTogether", "true", ".planWorkingDays", "1 to 60")]
    [InlineData("planWorkingDays", "5", ".planWorkingDays", "else 0")]
    [InlineData("mostPerExpert", "5", ".assignedTogether", "need it")]
    [InlineData("rubric", "[]", ".rubric", "1 to 15 items")]
    [InlineData("rubric[0]", "null", ".rubric[0]", "null")]
    [InlineData("rubric[0].key", "\"Not Kebab\"", ".rubric[0].key", "kebab-case")]
    [InlineData("rubric[1].key", "\"innovation\"", ".rubric[1].key", "twice")]
    [InlineData("rubric[0].title.en", "\" \"", ".rubric[0].title", "Both languages")]
    [InlineData("rubric[0].help.zh-CN", "\"\"", ".rubric[0].help", "Both languages")]
    [InlineData("rubric[0].weight", "61", ".rubric", "sum to 101")]
    [InlineData("rubric[0].weight", "59", ".rubric", "sum to 99")]
    [InlineData("rubric[0].weight", "0", ".rubric[0].weight", "1 to 100")]
    [InlineData("rubric[0].weight", "2147483647", ".rubric[0].weight", "1 to 100")]
    [InlineData("rubric[0].commentBelow", "100.5", ".rubric[0].commentBelow", "0 to 100")]
    [InlineData("rubric[0].anchors[0]", "null", ".rubric[0].anchors[0]", "null")]
    [InlineData("rubric[0].anchors[0].mark", "100", ".rubric[0].anchors[1].mark", "once")]
    [InlineData("rubric[0].anchors[1].mark", "101", ".rubric[0].anchors[1].mark", "0 to 100")]
    [InlineData("rubric[0].anchors[0].text.en", "\"\"", ".rubric[0].anchors[0].text", "Both languages")]
    public void Errors_OneValueWrong_SayWhereAndWhy(string path, string value, string where, string why) =>
        Assert.Contains(Errors(Read(path, value)), error => error.Path == where && error.Message.Contains(why, StringComparison.Ordinal));

    [Theory]
    [InlineData("quorum", "5")]
    [InlineData("declareWorkingDays", "1")]
    [InlineData("declareWorkingDays", "9")]
    [InlineData("passMark", "0")]
    [InlineData("passMark", "100")]
    [InlineData("passMark", "60.25")]
    [InlineData("drop", "\"None\"")]
    [InlineData("rubric[0].commentBelow", "100")]
    [InlineData("rubric[0].anchors", "[]")]
    public void Errors_ValueAtTheBoundary_AreNone(string path, string value) => Assert.Empty(Errors(Read(path, value)));

    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(15, 8)]
    public void Errors_SmallestQuorumOfAnOddOrEvenPanel_AreNone(int experts, int quorum) =>
        Assert.Empty(Errors(Read() with { Assignees = experts, Quorum = quorum, Drop = Dropping.None }));

    [Theory]
    [InlineData("rubric")]
    [InlineData("passMark")]
    [InlineData("quorum")]
    [InlineData("declareWorkingDays")]
    public void Read_WithoutAValueThatAPanelNeeds_IsRefused(string member)
    {
        var json = JsonNode.Parse(Written)!.AsObject();
        json.Remove(member);

        Assert.Contains(member, Assert.Throws<JsonException>(() => Deserialize(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approvals", "3")]
    [InlineData("undecided", "\"Reject\"")]
    public void Read_WithWhatOnlyVotesHave_IsRefused(string member, string value) =>
        Assert.Contains(member, Assert.Throws<JsonException>(() => Read(member, value)).Message, StringComparison.Ordinal);

    private static PanelDefinition Read() => Deserialize(JsonNode.Parse(Written)!);

    private static PanelDefinition Read(string path, string value)
    {
        var root = JsonNode.Parse(Written)!;
        var node = root;
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1]) node = int.TryParse(step, out var index) ? node![index] : node![step];
        if (int.TryParse(steps[^1], out var last)) node![last] = JsonNode.Parse(value);
        else node![steps[^1]] = JsonNode.Parse(value);
        return Deserialize(root);
    }

    private static PanelDefinition Deserialize(JsonNode json) =>
        Assert.IsType<PanelDefinition>(JsonSerializer.Deserialize<StageDefinition>(json.ToJsonString(), AppJson.Strict));

    private static IEnumerable<(string Path, string Message)> Errors(PanelDefinition panel) =>
        panel.Errors(1).Concat(DefinitionLimits.Errors(panel, ""));
}
