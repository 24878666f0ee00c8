using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

/// <summary>Each rule of the standard's words: what breaks it, where, and what does not.</summary>
public class CapRulesTests
{
    private const string Scope = "<scope>Public</scope>";
    private const string Type = "<msgType>Alert</msgType>";
    private const string Area = "<areaDesc>Nanshan</areaDesc>";
    private const string Code = "<value>440305</value></geocode>";
    private const string Text = "<description>By a third.</description>";
    private const string Value = "<parameter><valueName>value</valueName><value>-30.5</value></parameter>";

    [Theory]
    [InlineData(">A-17<", ">A 17<", "cap/identifier", "/alert/identifier")]
    [InlineData("stats@sz.example", "a,b", "cap/sender", "/alert/sender")]
    [InlineData(Scope, "<scope>Restricted</scope>", "cap/restriction", "/alert/scope")]
    [InlineData(Scope, "<scope>Private</scope>", "cap/addresses", "/alert/scope")]
    [InlineData(Scope, "<scope>Private</scope><addresses> </addresses>", "cap/addresses", "/alert/scope")]
    [InlineData(Scope, Scope + "<incidents>\"a b</incidents>", "cap/quotes", "/alert/incidents")]
    [InlineData(Type, "<msgType>Update</msgType>", "cap/references-needed", "/alert/msgType")]
    [InlineData(Type, "<msgType>Cancel</msgType>", "cap/references-needed", "/alert/msgType")]
    [InlineData(Type, "<msgType>Ack</msgType>", "cap/references-needed", "/alert/msgType")]
    [InlineData(Type, "<msgType>Error</msgType>", "cap/references-needed", "/alert/msgType")]
    [InlineData(Scope, Scope + "<references>a@b,c,</references>", "cap/references", "/alert/references")]
    [InlineData(Scope, Scope + "<references>a@b,c,2026-03-02T01:00:00Z</references>", "cap/references", "/alert/references")]
    [InlineData(
        Scope, Scope + "<references>stats@sz.example,A-17,2026-03-01T09:00:00+08:00</references>", "cap/references-self",
        "/alert/references")]
    [InlineData("<sent>2026-03-02T09:00:00+08:00", "<sent>2026-03-02T01:00:00+00:00", "cap/utc", "/alert/sent")]
    [InlineData("<event>Orders fall</event>", "<event> </event>", "cap/event", "/alert/info[1]/event")]
    [InlineData(Text, Text + "<web>page.html</web>", "cap/web", "/alert/info[1]/web")]
    [InlineData(
        "<expires>2026-03-09T09:00:00+08:00</expires><headline>IT", "<expires>2026-03-02T08:59:59+08:00</expires><headline>IT",
        "cap/expires", "/alert/info[1]/expires")]
    [InlineData(
        "<expires>2026-03-09T09:00:00+08:00</expires><headline>IT",
        "<onset>2026-03-10T09:00:00+08:00</onset><expires>2026-03-09T09:00:00+08:00</expires><headline>IT",
        "cap/expires", "/alert/info[1]/expires")]
    [InlineData(Area, "<areaDesc> </areaDesc>", "cap/area-desc", "/alert/info[1]/area/areaDesc")]
    [InlineData(Area, Area + "<polygon>22,113 23,113 22,113</polygon>", "cap/polygon", "/alert/info[1]/area/polygon")]
    [InlineData(Area, Area + "<polygon>22,113 23,113 23,114 22,114</polygon>", "cap/polygon", "/alert/info[1]/area/polygon")]
    [InlineData(Area, Area + "<polygon>22,113 23,113 23,181 22,113</polygon>", "cap/polygon", "/alert/info[1]/area/polygon")]
    [InlineData(Area, Area + "<circle>22,113</circle>", "cap/circle", "/alert/info[1]/area/circle")]
    [InlineData(Area, Area + "<circle>22,113 -1</circle>", "cap/circle", "/alert/info[1]/area/circle")]
    [InlineData(Area, Area + "<circle>22,113 1</circle><circle>91,113 1</circle>", "cap/circle", "/alert/info[1]/area/circle[2]")]
    [InlineData(Code, Code + "<ceiling>100</ceiling>", "cap/ceiling", "/alert/info[1]/area/ceiling")]
    [InlineData(Code, Code + "<altitude>101</altitude><ceiling>100</ceiling>", "cap/ceiling-order", "/alert/info[1]/area/ceiling")]
    [InlineData(Value, Value + "<resource><resourceDesc>m</resourceDesc><mimeType>map</mimeType></resource>", "cap/mime-type",
        "/alert/info[1]/resource/mimeType")]
    [InlineData(Value, Value + "<resource><resourceDesc>m</resourceDesc><mimeType>image/png</mimeType><size>-1</size></resource>",
        "cap/size", "/alert/info[1]/resource/size")]
    [InlineData(Value, Value + "<resource><resourceDesc>m</resourceDesc><mimeType>image/png</mimeType><uri>map.png</uri></resource>",
        "cap/uri", "/alert/info[1]/resource/uri")]
    [InlineData(
        Value, Value + "<resource><resourceDesc>m</resourceDesc><mimeType>image/png</mimeType><derefUri>*</derefUri></resource>",
        "cap/deref-uri", "/alert/info[1]/resource/derefUri")]
    [InlineData(Value, Value + "<resource><resourceDesc>m</resourceDesc><mimeType>image/png</mimeType><digest>abc</digest></resource>",
        "cap/digest", "/alert/info[1]/resource/digest")]
    public void Of_ErrorOfTheStandard_NamesRuleAndPath(string part, string replacement, string rule, string path)
    {
        var report = CheckCap.Of(CapAlerts.With(part, replacement));

        Assert.False(report.IsValid);
        Assert.Contains(report.Faults, fault => (fault.Rule, fault.Path, fault.Grade) == (rule, path, CapGrade.Error));
    }

    [Theory]
    [InlineData(Scope, Scope + "<restriction>Staff</restriction>", "cap/restriction-scope", "/alert/restriction")]
    [InlineData(Scope, Scope + "<references>a@b,c,2026-03-02T09:00:01+08:00</references>", "cap/references-later", "/alert/references")]
    [InlineData("<status>Actual", "<status>Exercise", "cap/note", "/alert/status")]
    [InlineData("信息技术业订单下降", "IT orders fall", "cap/text-language", "/alert/info[2]/headline")]
    [InlineData("By a third.", "By &lt;b&gt;a third&lt;/b&gt;.", "cap/html", "/alert/info[1]/description")]
    [InlineData("By a third.", "A &amp;amp; B", "cap/html", "/alert/info[1]/description")]
    [InlineData(Area, Area + "<polygon>22,113 23,114 23,113 22,114 22,113</polygon>", "cap/polygon-crossing",
        "/alert/info[1]/area/polygon")]
    public void Of_Recommendation_LeavesTheAlertValid(string part, string replacement, string rule, string path)
    {
        var report = CheckCap.Of(CapAlerts.With(part, replacement));

        Assert.True(report.IsValid);
        Assert.Contains(report.Faults, fault => (fault.Rule, fault.Path, fault.Grade) == (rule, path, CapGrade.Recommendation));
    }

    [Theory]
    [InlineData(Scope, "<scope>Restricted</scope><restriction>Staff</restriction>")]
    [InlineData(Scope, "<scope>Private</scope><addresses>\"a b\" c</addresses>")]
    [InlineData(Type + Scope, "<msgType>Update</msgType>" + Scope + "<references>a@b,c,2026-03-02T09:00:00+08:00</references>")]
    [InlineData("<sent>2026-03-02T09:00:00+08:00", "<sent>2026-03-02T01:00:00-00:00")]
    [InlineData(Area, Area + "<polygon>22,113 23,113 23,114 22,113</polygon><circle>-90,180 0.5</circle>")]
    [InlineData(Code, Code + "<altitude>100</altitude><ceiling>100</ceiling>")]
    [InlineData(Value, Value + "<resource><resourceDesc>m</resourceDesc><mimeType>image/svg+xml</mimeType><size>0</size>"
        + "<uri>map.svg</uri><derefUri>AAAA</derefUri><digest>da39a3ee5e6b4b0d3255bfef95601890afd80709</digest></resource>")]
    [InlineData("<expires>2026-03-09T09:00:00+08:00</expires><headline>IT", "<expires>2026-03-02T09:00:00+08:00</expires><headline>IT")]
    public void Of_AtTheBoundary_IsValid(string part, string replacement) =>
        Assert.True(CheckCap.Of(CapAlerts.With(part, replacement)).IsValid);

    [Fact]
    public void Of_InfosOfOneLanguageAlike_AreRecommendedAgainst()
    {
        var info = CapAlerts.Valid[CapAlerts.Valid.IndexOf("<info><language>zh", StringComparison.Ordinal)..].Replace("</alert>", "");

        Assert.Contains("cap/same-info", Rules(CapAlerts.Valid.Replace("</alert>", info + "</alert>")));
        Assert.DoesNotContain("cap/same-info", Rules(CapAlerts.Valid));
    }

    [Fact]
    public void Read_UtcAsPlusZero_IsTakenAsSignal() =>
        CapAlerts.ReadWith("<sent>2026-03-02T09:00:00+08:00", "<sent>2026-03-02T01:00:00+00:00");

    [Fact]
    public void Rules_HaveNamesOfTheirOwn()
    {
        var names = CapRules.Standard.Concat(GoogleProfile.Rules).Select(rule => rule.Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^(cap|google)/[a-z-]+$", name));
    }

    [Fact]
    public void Of_MoreFaultsThanAreNamed_SaysSo()
    {
        var circles = string.Concat(Enumerable.Repeat("<circle>x</circle>", 150));

        var report = CheckCap.Of(CapAlerts.With(Area, Area + circles));

        Assert.True(report.IsCut);
        Assert.Equal(CheckCap.MaxFaults, report.Faults.Count);
    }

    private static IEnumerable<string> Rules(string document) => CheckCap.Of(document).Faults.Select(fault => fault.Rule);
}
