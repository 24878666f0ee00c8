using System.Reflection;
using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace App.Tests.Pages;

public sealed class PageTextsTests
{
    /// <summary>Texts that are kept as values, of all features.</summary>
    public static TheoryData<string> All =>
    [
        .. from type in typeof(PageTexts).Assembly.GetTypes()
           where type.Name.EndsWith("Texts", StringComparison.Ordinal)
           from member in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where member.FieldType == typeof(LocalizedText)
           select $"{type.FullName}.{member.Name}",
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Text_InBothLanguages_IsWritten(string name)
    {
        var type = typeof(PageTexts).Assembly.GetType(name[..name.LastIndexOf('.')])!;
        var text = (LocalizedText)type.GetField(name[(name.LastIndexOf('.') + 1)..], BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

        Assert.Contains(text.Chinese, character => character is >= '\u4e00' and <= '\u9fff');
        Assert.DoesNotContain(text.English, character => character is >= '\u2e80' and <= '\uffef');
        Assert.NotEmpty(text.English.Trim());
    }

    [Fact]
    public void Day_HasItsWeekday() =>
        Assert.Equal(new LocalizedText("2026年3月1日（周日）", "Sun, 1 March 2026"), PageTexts.Day(new DateOnly(2026, 3, 1)));

    [Fact]
    public void Time_IsBeijings() => Assert.Equal(
        new LocalizedText("2026年3月2日（周一） 01:05", "Mon, 2 March 2026, 01:05 (Beijing time)"),
        PageTexts.Time(new DateTimeOffset(2026, 3, 1, 17, 5, 59, TimeSpan.Zero)));

    [Theory]
    [InlineData("1200000", "1,200,000元")]
    [InlineData("0.5", "0.5元")]
    [InlineData("1234.56", "1,234.56元")]
    public void Money_InYuan(string yuan, string expected) =>
        Assert.Equal(expected, PageTexts.Money(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture)).Chinese);

    [Theory]
    [InlineData(0, "closes today")]
    [InlineData(1, "closes tomorrow")]
    [InlineData(2, "2 days left")]
    public void DaysLeft_CountsToTheLastDay(int days, string expected) => Assert.Equal(expected, PageTexts.DaysLeft(days).English);
}
