using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <summary>The faults of answers, in both languages.</summary>
public static class FaultTexts
{
    public static Fault Required(Place place) => Missing(place, "required", label => $"请填写{label}", label => $"Answer {label}.");

    public static Fault UnknownKey(Place place, string key) =>
        new($"{place.Path}.{key}", "unknown-key", new LocalizedText("申请表没有该字段", "The form has no such field."));

    public static Fault Twice(Place place) => Wrong(place, "twice", label => $"{label}重复，请只填写一次", label => $"Answer {label} only once.");

    public static Fault Type(Place place, LocalizedText expected) =>
        Wrong(place, "type", label => $"{label}应为{expected.Chinese}", label => $"Give {expected.English} for {label}.");

    public static Fault TooShort(Place place, int minimum) => Missing(
        place, "too-short", label => $"{label}至少 {minimum} 个字符", label => $"Write at least {minimum} characters for {label}.");

    public static Fault TooLong(Place place, int maximum, int now) => Wrong(
        place, "too-long", label => $"{label}最多 {maximum} 个字符，现有 {now} 个",
        label => $"Shorten {label} to at most {maximum} characters; it has {now}.");

    public static Fault Characters(Place place) => Wrong(
        place, "characters", label => $"{label}含有不允许的字符（控制字符或文字方向字符），请删除",
        label => $"Remove characters from {label} that are not allowed (controls, or marks of direction).");

    public static Fault Pattern(Place place, LocalizedText expected) =>
        Wrong(place, "pattern", label => $"{label}应为{expected.Chinese}", label => $"Give {expected.English} for {label}.");

    public static Fault Decimals(Place place, int decimals) => decimals == 0
        ? Wrong(place, "decimals", label => $"{label}应为整数", label => $"Give a whole number for {label}.")
        : Wrong(place, "decimals", label => $"{label}最多 {decimals} 位小数", label => $"Give at most {decimals} decimals for {label}.");

    public static Fault Minimum(Place place, string minimum) =>
        Wrong(place, "minimum", label => $"{label}不得小于 {minimum}", label => $"Give {minimum} or more for {label}.");

    public static Fault Maximum(Place place, string maximum) =>
        Wrong(place, "maximum", label => $"{label}不得大于 {maximum}", label => $"Give {maximum} or less for {label}.");

    public static Fault TooEarly(Place place, DateOnly earliest) => Wrong(
        place, "too-early", label => $"{label}不得早于 {BeijingTime.Text(earliest)}",
        label => $"Give {BeijingTime.Text(earliest)} or a later day for {label}.");

    public static Fault TooLate(Place place, DateOnly latest) => Wrong(
        place, "too-late", label => $"{label}不得晚于 {BeijingTime.Text(latest)}",
        label => $"Give {BeijingTime.Text(latest)} or an earlier day for {label}.");

    public static Fault Before(Place place, LocalizedText other) => Wrong(
        place, "before", label => $"{label}不得早于“{other.Chinese}”",
        label => $"Give a day for {label} that is not before “{other.English}”.");

    public static Fault NoOption(Place place) =>
        Wrong(place, "option", label => $"请从{label}的选项中选择", label => $"Choose one of the options of {label}.");

    public static Fault TooFewChosen(Place place, int minimum) => Missing(
        place, "too-few", label => $"{label}至少选择 {minimum} 项", label => $"Choose at least {minimum} options of {label}.");

    public static Fault TooManyChosen(Place place, int maximum) =>
        Wrong(place, "too-many", label => $"{label}最多选择 {maximum} 项", label => $"Choose at most {maximum} options of {label}.");

    public static Fault TooFewRows(Place place, int minimum) =>
        Missing(place, "too-few", label => $"{label}至少 {minimum} 行", label => $"Fill in at least {minimum} rows of {label}.");

    public static Fault TooManyRows(Place place, int maximum) =>
        Wrong(place, "too-many", label => $"{label}最多 {maximum} 行", label => $"Keep at most {maximum} rows of {label}.");

    /// <param name="column">That is added up.</param>
    /// <param name="wanted">What the sum must be.</param>
    public static Fault Sum(Place place, LocalizedText column, decimal sum, LocalizedText wanted) => Missing(
        place, "sum", label => $"{label}中“{column.Chinese}”合计 {Text(sum)}，应为{wanted.Chinese}",
        label => $"Correct “{column.English}” in {label}: it adds up to {Text(sum)} and must be {wanted.English}.");

    public static Fault OwnOrganisation(Place place) => Wrong(
        place, "own-organisation", label => $"{label}不能是申请单位本身", label => $"Name another organisation than your own in {label}.");

    public static Fault NamedTwice(Place place) =>
        Wrong(place, "named-twice", label => $"{label}中同一单位只能出现一次", label => $"Name each organisation only once in {label}.");

    /// <param name="wanted">What the sum must be.</param>
    public static Fault Shares(Place place, decimal sum, LocalizedText wanted) => Missing(
        place, "shares", label => $"{label}合计 {Text(sum)}，应{wanted.Chinese}：其余为申请单位的份额",
        label => $"Correct {label}: the shares add up to {Text(sum)} and must be {wanted.English}, as the rest is your own share.");

    public static string Text(decimal number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A sentence around the field's label: labels are singular and plural, so they are no subject of it.</summary>
    private static Fault Wrong(Place place, string code, Func<string, string> chinese, Func<string, string> english) => new(
        place.Path, code, new LocalizedText(chinese($"“{place.Label.Chinese}”"), english($"“{place.Label.English}”")));

    private static Fault Missing(Place place, string code, Func<string, string> chinese, Func<string, string> english) =>
        Wrong(place, code, chinese, english) with { Incomplete = true };
}
