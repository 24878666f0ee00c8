using System.Globalization;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <summary>The faults of answers, in both languages.</summary>
public static class FaultTexts
{
    public static Fault Required(Place place) => Missing(place, "required", "必填", "needs an answer");

    public static Fault UnknownKey(Place place, string key) =>
        new($"{place.Path}.{key}", "unknown-key", new LocalizedText("申请表没有该字段", "The form has no such field"));

    public static Fault Twice(Place place) => Wrong(place, "twice", "重复", "is there twice");

    public static Fault Type(Place place, LocalizedText expected) =>
        Wrong(place, "type", $"应为{expected.Chinese}", $"must be {expected.English}");

    public static Fault TooShort(Place place, int minimum) =>
        Missing(place, "too-short", $"至少 {minimum} 个字符", $"needs at least {minimum} characters");

    public static Fault TooLong(Place place, int maximum, int now) =>
        Wrong(place, "too-long", $"最多 {maximum} 个字符，现有 {now} 个", $"may have at most {maximum} characters and has {now}");

    public static Fault Characters(Place place) =>
        Wrong(place, "characters", "含有不允许的字符（控制字符或文字方向字符）", "has characters that are not allowed (controls, or marks of direction)");

    public static Fault Pattern(Place place, LocalizedText expected) =>
        Wrong(place, "pattern", $"应为{expected.Chinese}", $"must be {expected.English}");

    public static Fault Decimals(Place place, int decimals) => decimals == 0
        ? Wrong(place, "decimals", "应为整数", "must be a whole number")
        : Wrong(place, "decimals", $"最多 {decimals} 位小数", $"may have at most {decimals} decimals");

    public static Fault Minimum(Place place, string minimum) => Wrong(place, "minimum", $"不得小于 {minimum}", $"must be {minimum} or more");

    public static Fault Maximum(Place place, string maximum) => Wrong(place, "maximum", $"不得大于 {maximum}", $"must be {maximum} or less");

    public static Fault TooEarly(Place place, DateOnly earliest) => Wrong(place, "too-early",
        $"不得早于 {Text(earliest)}", $"must be {Text(earliest)} or later");

    public static Fault TooLate(Place place, DateOnly latest) => Wrong(place, "too-late",
        $"不得晚于 {Text(latest)}", $"must be {Text(latest)} or earlier");

    public static Fault Before(Place place, LocalizedText other) => Wrong(place, "before",
        $"不得早于“{other.Chinese}”", $"must not be before \"{other.English}\"");

    public static Fault NoOption(Place place) => Wrong(place, "option", "不是可选项", "is not one of the options");

    public static Fault TooFewChosen(Place place, int minimum) =>
        Missing(place, "too-few", $"至少选择 {minimum} 项", $"needs at least {minimum} options");

    public static Fault TooManyChosen(Place place, int maximum) =>
        Wrong(place, "too-many", $"最多选择 {maximum} 项", $"may have at most {maximum} options");

    public static Fault TooFewRows(Place place, int minimum) =>
        Missing(place, "too-few", $"至少 {minimum} 行", $"needs at least {minimum} rows");

    public static Fault TooManyRows(Place place, int maximum) =>
        Wrong(place, "too-many", $"最多 {maximum} 行", $"may have at most {maximum} rows");

    /// <param name="column">That is added up.</param>
    /// <param name="wanted">What the sum must be.</param>
    public static Fault Sum(Place place, LocalizedText column, decimal sum, LocalizedText wanted) => Missing(place, "sum",
        $"“{column.Chinese}”合计 {Text(sum)}，应为{wanted.Chinese}",
        $"\"{column.English}\" adds up to {Text(sum)} and must be {wanted.English}");

    public static string Text(decimal number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Fault Wrong(Place place, string code, string chinese, string english) => new(place.Path, code,
        new LocalizedText($"{place.Label.Chinese}：{chinese}", $"{place.Label.English} {english}"));

    private static Fault Missing(Place place, string code, string chinese, string english) =>
        Wrong(place, code, chinese, english) with { Incomplete = true };
}
