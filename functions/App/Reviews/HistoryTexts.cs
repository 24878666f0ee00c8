using System.Globalization;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Reviews;

/// <summary>Words of what was decided in a review.</summary>
public static class HistoryTexts
{
    public static readonly LocalizedText Earlier = new("此前的评审", "Earlier in this review");
    public static readonly LocalizedText Opinion = new("（加签意见，不计入表决）", "(opinion, not counted)");

    public static LocalizedText Score(decimal score)
    {
        var points = score.ToString("0.00", CultureInfo.InvariantCulture);
        return new($"专家评分：{points} 分", $"Score of the panel: {points} points");
    }

    /// <summary>Of an assignment, or of a closed stage.</summary>
    public static LocalizedText RoundName((int Corrections, int SendBacks) before) => before switch
    {
        (0, 0) => new("首次评审", "First review"),
        (var corrections, 0) => new($"第 {corrections} 次补正后", $"After correction {corrections}"),
        (0, var sendBacks) => new($"第 {sendBacks} 次退回阶段后", $"After it was sent back to a stage ({sendBacks})"),
        var (corrections, sendBacks) => new(
            $"第 {corrections} 次补正、第 {sendBacks} 次退回阶段后", $"After correction {corrections}, sent back to a stage ({sendBacks})"),
    };

    /// <summary>A closed stage with its round and outcome.</summary>
    public static LocalizedText Stage(LocalizedText title, (int Corrections, int SendBacks) before, StageOutcome? outcome)
    {
        var end = outcome is { } known ? ReviewTexts.Name(known) : new("", "");
        var name = before == (0, 0) ? title : Named(title, RoundName(before));
        return new($"{name.Chinese}：{end.Chinese}", $"{name.English}: {end.English}");
    }

    /// <summary>Where it was sent back to.</summary>
    public static LocalizedText To(LocalizedText stage) => new($"退回至：{stage.Chinese}", $"Back to: {stage.English}");

    /// <summary>To which institutions an approval refers the application; null where it chose none.</summary>
    public static LocalizedText? ReferredTo(Decision decision, ProgrammeDefinition definition)
    {
        if (decision.ReferTo is not { } codes) return null;
        var names = codes.Select(code => definition.Stages.OfType<ReferralDefinition>().Select(stage => stage.Find(code)?.Name)
            .FirstOrDefault(name => name is not null) ?? new LocalizedText(code, code)).ToList();
        return new(
            $"推荐机构：{string.Join('、', names.Select(name => name.Chinese))}",
            $"Refers it to: {string.Join(", ", names.Select(name => name.English))}");
    }

    private static LocalizedText Named(LocalizedText title, LocalizedText round)
    {
        var lower = new LocalizedText(round.Chinese, char.ToLowerInvariant(round.English[0]) + round.English[1..]);
        return new($"{title.Chinese}（{lower.Chinese}）", $"{title.English} ({lower.English})");
    }
}
