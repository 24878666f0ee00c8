using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Statistics;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Words of the pages of rules.</summary>
public static class RuleTexts
{
    public static readonly LocalizedText Rules = new("预警规则", "Rules of warnings");
    public static readonly LocalizedText Intro = new(
        "规则按各机构填报的数据提出预警信号，由人员核实后发布。只比较两期均已填报的机构。",
        "Rules make signals of what organisations report; an officer verifies each before it is published. Only organisations that "
            + "reported both periods are compared.");

    public static readonly LocalizedText Name = new("规则", "Rule");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Watches = new("监测内容", "What it watches");
    public static readonly LocalizedText Thresholds = new("预警阈值", "Thresholds");
    public static readonly LocalizedText Hysteresis = new("回落幅度（低于阈值多少才解除）", "Hysteresis (how far behind a threshold it is left)");
    public static readonly LocalizedText Organisations = new("至少机构数", "Organisations at least");
    public static readonly LocalizedText Share = new("上期填报机构中至少已填报（%）", "Of those who reported before, at least (%)");
    public static readonly LocalizedText Validity = new("有效天数", "Days in force");
    public static readonly LocalizedText Levels = new("当前预警水平", "Present levels");
    public static readonly LocalizedText NoLevels = new("尚无数据。", "There are no values yet.");
    public static readonly LocalizedText NoLevel = new("无", "none");
    public static readonly LocalizedText Value = new("数值", "Value");
    public static readonly LocalizedText Rested = new("机构数", "Organisations");
    public static readonly LocalizedText Warning = new("预警", "Warning");
    public static readonly LocalizedText Level = new("等级", "Level");
    public static readonly LocalizedText Test = new("回测", "Back-test");
    public static readonly LocalizedText TestIntro = new(
        "按所填阈值重算最近 12 个月会发出哪些预警，不保存任何内容。数值带正负号，例如下降 20% 填 -20；不填的等级没有阈值。",
        "What it would have raised in the last 12 months by these thresholds; nothing is stored. Values have their sign: a fall of "
            + "20% is -20. A level that is left empty has no threshold.");

    public static readonly LocalizedText RunTest = new("回测", "Test");
    public static readonly LocalizedText Raised = new("会发出的预警", "Warnings that it would have raised");
    public static readonly LocalizedText RaisedNone = new("不会发出预警。", "It would have raised none.");
    public static readonly LocalizedText From = new("起始", "From");
    public static readonly LocalizedText Until = new("解除", "Until");
    public static readonly LocalizedText Lasts = new("持续中", "lasts");
    public static readonly LocalizedText Months = new("月数", "Months");
    public static readonly LocalizedText Highest = new("最高等级", "Highest level");
    public static readonly LocalizedText Changes = new("等级变动次数", "Changes of level");
    public static readonly LocalizedText ByMonth = new("逐月数值", "By month");
    public static readonly LocalizedText Activate = new("启用此版本", "Activate this version");
    public static readonly LocalizedText Deactivate = new("停用", "Switch off");
    public static readonly LocalizedText Reason = new("原因（存档）", "Reason (for the file)");
    public static readonly LocalizedText Back = new("全部规则", "All rules");
    public static readonly LocalizedText SwitchIntro = new(
        "启用前请先回测。停用后不再发出信号，已发布的预警不变。",
        "Test it before you activate it. Switched off, it makes no more signals; what is published stays as it is.");

    /// <param name="active">Null for none.</param>
    public static LocalizedText StateOf(int? active, int newest) => active switch
    {
        null => new("待启用", "Proposed"),
        { } version when version == newest => new($"已启用（第 {version} 版）", $"Active (version {version})"),
        { } version => new($"已启用第 {version} 版，最新为第 {newest} 版", $"Version {version} is active, the newest is {newest}"),
    };

    public static LocalizedText? Done(string? done) => done switch
    {
        "on" => new("已启用。", "It is active."),
        "off" => new("已停用。", "It is switched off."),
        _ => null,
    };

    /// <summary>What its value is.</summary>
    public static LocalizedText Of(Watched watched)
    {
        var indicator = Indicators.Find(watched.Indicator)!;
        var (chinese, english) = (indicator.Name.Chinese, indicator.Name.English);
        var moved = watched.Direction == Direction.Fall ? new LocalizedText("下降", "fell") : new LocalizedText("上升", "rose");
        var percent = Number(watched.EachPercent ?? 0);
        return watched.Comparison switch
        {
            Comparison.Level => StatisticsTexts.LabelOf(indicator),
            Comparison.ChangeOnMonth => new($"{chinese}环比变动（%）", $"{english}: change on the month (%)"),
            Comparison.ChangeOnYear => new($"{chinese}同比变动（%）", $"{english}: change on the year (%)"),
            Comparison.ShareOfOrganisations => new(
                $"{chinese}比上月{moved.Chinese} {percent}% 以上的机构占比（%）",
                $"{english}: organisations where it {moved.English} by {percent}% or more (%)"),
            _ => new(
                $"{chinese}环比变动与前 {watched.Window} 个月平均相差（标准差）",
                $"{english}: change on the month against the {watched.Window} months before (standard deviations)"),
        };
    }

    /// <summary>From where on a level is reached.</summary>
    public static string Bound(IndicatorRule rule, decimal at) => (rule.Watched.Direction == Direction.Fall ? "≤ " : "≥ ") + Number(at);

    public static LocalizedText Badness(IndicatorRule rule) => rule.Watched.Direction == Direction.Fall
        ? new("下降幅度（取整）", "Fall, rounded") : new("上升幅度（取整）", "Rise, rounded");

    /// <summary>The title of a back-test's chart.</summary>
    public static LocalizedText Course(IndicatorRule rule, BackTest test)
    {
        var (value, scope) = (Of(rule.Watched), ScopeOf(test.Sector, test.District));
        return new($"{scope.Chinese}{value.Chinese}", $"{scope.English}. {value.English}");
    }

    /// <param name="district">Null for the complete city.</param>
    public static LocalizedText ScopeOf(string sector, string? district)
    {
        var (name, area) = (City.Sectors.NameOf(sector), new Scope(sector, district).Name);
        return new($"{area.Chinese}{name.Chinese}", $"{name.English}, {area.English}");
    }

    public static LocalizedText Month(string period) => PageTexts.Month(Period.Find(period)!.Value.First);

    public static LocalizedText NameOf(NoValue missing) => missing switch
    {
        NoValue.TooFewOrganisations => new("机构数不足", "too few organisations"),
        NoValue.TooSmallShare => new("填报比例不足", "too few have reported"),
        NoValue.NothingBefore => new("上期为零，无法比较", "nothing before to compare with"),
        _ => new("此前无波动，无法比较", "no change before to compare with"),
    };

    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
