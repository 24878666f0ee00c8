using System.Text.Json.Nodes;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Forms;

public sealed class FormMergeTests
{
    private static readonly string[] Open = [.. FormSample.Form.Select(field => field.Key)];

    [Fact]
    public void Merge_ChangesOfDifferentFields_KeepsBoth()
    {
        var merge = Merge(("months", "20"), ("contact", "\"zhao@example.cn\""));

        Assert.Equal(["contact"], merge.Theirs);
        Assert.Empty(merge.Both);
        Assert.Equal(20, merge.Values["months"]!.GetValue<decimal>());
        Assert.Equal("zhao@example.cn", merge.Values["contact"]!.GetValue<string>());
    }

    [Fact]
    public void Merge_ChangesOfOneField_KeepsTheOwnAndNamesBoth()
    {
        var merge = Merge(("months", "20"), ("months", "30"));

        Assert.Equal(["months"], merge.Theirs);
        Assert.Equal(["months"], merge.Both);
        Assert.Equal(20, merge.Values["months"]!.GetValue<decimal>());
    }

    [Fact]
    public void Merge_TheSameChangeTwice_IsNoConflict() => Assert.Empty(Merge(("months", "20"), ("months", "20.0")).Both);

    [Fact]
    public void Merge_AnswerThatTheOtherTookOut_IsTakenOut()
    {
        var merge = Merge(("total", "300.5"), ("contact", null));

        Assert.Equal(["contact"], merge.Theirs);
        Assert.Null(merge.Values["contact"]);
    }

    [Fact]
    public void Merge_WordForANumber_StaysAsTyped()
    {
        var merge = Merge(("months", "\"a lot\""), ("months", "30"));

        Assert.Equal("a lot", merge.Values["months"]!.GetValue<string>());
        Assert.Equal(["months"], merge.Both);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("months")]
    [InlineData("months:1:2,:")]
    public void Merge_PageThatSaysNotWhatItWasMadeFrom_KeepsAllThatWasTyped(string? from)
    {
        var typed = JsonNode.Parse(FormSample.Complete)!.AsObject();
        var merge = FormMerge.Of(Open, from, typed, FormSample.Check(FormSample.Complete), FormSample.Check("{}").Answers);

        Assert.Equal(typed.ToJsonString(), merge.Values.ToJsonString());
        Assert.Equal(Open, merge.Both);
    }

    /// <summary>Two people begin with the complete answers, and each changes one.</summary>
    private static FormMerge Merge((string Key, string? Value) mine, (string Key, string? Value) theirs)
    {
        var typed = FormSample.Changed(mine.Key, mine.Value);
        return FormMerge.Of(
            Open, FormMerge.Base(Open, FormSample.Check(FormSample.Complete).Answers), JsonNode.Parse(typed.GetRawText())!.AsObject(),
            FormRules.Check(FormSample.Form, typed, null),
            FormRules.Check(FormSample.Form, FormSample.Changed(theirs.Key, theirs.Value), null).Answers);
    }
}
