using System.Text;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

/// <summary>Google's profile, tried on a message of the app.</summary>
public class GoogleProfileTests
{
    private static readonly string Own = Encoding.UTF8.GetString(
        CapDocument.Write(Sample.Published().Messages[0], [], new Uri("https://hts.example/warnings/x")));

    [Fact]
    public void Own_Message_FollowsIt()
    {
        var report = CheckCap.Of(Own);

        Assert.True(report.FollowsGoogle);
        Assert.Equal(["google/contact", "google/shape"], report.Faults.Select(fault => fault.Rule).Distinct());
    }

    [Theory]
    [InlineData("<category>Other</category>", "<category>Infra</category>", "google/categories", "/alert/info[2]")]
    [InlineData("<description>说明\n第二行</description>", "", "google/description", "/alert/info[1]")]
    [InlineData("<web>https://hts.example/warnings/x</web>", "", "google/web", "/alert/info[1]")]
    [InlineData("<expires>2026-03-09T09:00:00+08:00</expires>", "", "google/expires", "/alert/info[1]")]
    [InlineData(
        "<geocode>\n        <valueName>GB/T 2260</valueName>\n        <value>440305</value>\n      </geocode>", "", "google/area-shape",
        "/alert/info[1]/area")]
    [InlineData("<certainty>Observed</certainty>",
        "<certainty>Observed</certainty><eventCode><valueName>a</valueName><value>b</value></eventCode>", "google/event-codes",
        "/alert/info[2]")]
    public void Of_ErrorOfTheProfile_IsValidByTheStandard(string part, string replacement, string rule, string path)
    {
        var report = CheckCap.Of(First(part, replacement));

        Assert.True(report.IsValid);
        Assert.False(report.FollowsGoogle);
        Assert.Contains(report.Faults, fault => (fault.Rule, fault.Path, fault.Grade) == (rule, path, CapGrade.Error));
    }

    [Theory]
    [InlineData("<senderName>预警中心</senderName>", "", "google/sender-name")]
    [InlineData("<responseType>Monitor</responseType>", "", "google/response-type")]
    [InlineData("<instruction>请关注</instruction>", "", "google/instruction")]
    [InlineData("<status>Actual", "<status>Test", "google/test")]
    [InlineData("<urgency>Expected", "<urgency>Unknown", "google/unknown")]
    [InlineData("<description>说明\n第二行", "<description>请关注", "google/description-instruction")]
    [InlineData("<areaDesc>南山区</areaDesc>", "<areaDesc>南山区</areaDesc><circle>22.5,113.9 0</circle>", "google/radius")]
    [InlineData("<valueName>GB/T 2260</valueName>", "<valueName></valueName>", "google/geocode")]
    [InlineData("<sent>2026-03-02T09:00:00+08:00", "<sent>2026-03-02T01:00:00-00:00", "google/utc")]
    public void Of_Recommendation_LeavesItFollowed(string part, string replacement, string rule)
    {
        var report = CheckCap.Of(First(part, replacement));

        Assert.True(report.FollowsGoogle);
        Assert.Contains(report.Faults, fault => (fault.Rule, fault.Grade) == (rule, CapGrade.Recommendation));
    }

    [Theory]
    [InlineData(140, false)]
    [InlineData(141, true)]
    public void Of_Headline_IsBestBelowTheLimit(int length, bool found)
    {
        var document = CapAlerts.With("<headline>IT orders fall", $"<headline>{new string('x', length)}");

        Assert.Equal(found, CheckCap.Of(document).Faults.Any(fault => fault.Rule == "google/headline-length"));
    }

    [Fact]
    public void Of_AlertWithoutInfo_IsNoneForThePublic()
    {
        var start = CapAlerts.Valid.IndexOf("<info>", StringComparison.Ordinal);
        var end = CapAlerts.Valid.IndexOf("</alert>", StringComparison.Ordinal);

        var report = CheckCap.Of(CapAlerts.Valid[..start] + CapAlerts.Valid[end..]);

        Assert.Equal((true, false), (report.IsValid, report.FollowsGoogle));
        Assert.Equal("google/info", Assert.Single(report.Faults).Rule);
    }

    [Fact]
    public void RequireFlawless_FaultOfTheProfile_IsTheAppsOwn() => Assert.Contains(
        "google/web at /alert/info[1]",
        Assert.Throws<InvalidOperationException>(() => CheckCap.RequireFlawless(
            Encoding.UTF8.GetBytes(First("<web>https://hts.example/warnings/x</web>", "")))).Message);

    /// <summary>The part's first place alone.</summary>
    private static string First(string part, string replacement)
    {
        var at = Own.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, Own);
        return Own[..at] + replacement + Own[(at + part.Length)..];
    }
}
