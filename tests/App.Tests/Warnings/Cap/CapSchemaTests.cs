using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

/// <summary>What the schema and the words of CAP 1.2 refuse, by element and line.</summary>
public class CapSchemaTests
{
    [Theory]
    [InlineData("<sent>2026-03-02T09:00:00+08:00</sent>", "", "status", 4)]
    [InlineData("2026-03-02T09:00:00+08:00", "2026-03-02T09:00:00", "sent", 3)]
    [InlineData("2026-03-02T09:00:00+08:00", "2026-03-02T01:00:00Z", "sent", 3)]
    [InlineData("<status>Actual</status><msgType>Alert</msgType>", "<msgType>Alert</msgType><status>Actual</status>", "msgType", 4)]
    [InlineData("<scope>Public</scope>", "", "info", 5)]
    [InlineData("<category>Other</category><event>Orders", "<event>Orders", "event", 5)]
    [InlineData("<urgency>Future</urgency>\n    <severity>Severe</severity><certainty>Possible</certainty>\n    <expires>2026-03-09T09:00:00+08:00</expires><headline>IT", "<urgency>soon</urgency>\n    <severity>Severe</severity><certainty>Possible</certainty>\n    <expires>2026-03-09T09:00:00+08:00</expires><headline>IT", "urgency", 5)]
    [InlineData("<areaDesc>Nanshan</areaDesc>", "", "geocode", 10)]
    [InlineData("<description>By a third.</description>", "<description>By a third.</description><colour>red</colour>", "colour", 7)]
    [InlineData(">A-17<", ">A 17<", "identifier", 3)]
    [InlineData(">A-17<", ">A,17<", "identifier", 3)]
    [InlineData(">A-17<", ">A&amp;17<", "identifier", 3)]
    [InlineData(">A-17<", "><", "identifier", 3)]
    [InlineData("stats@sz.example", "the office", "sender", 3)]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><references>a,b</references>", "references", 4)]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><references>a@b,c,2026-03-02T01:00:00Z</references>", "references", 4)]
    [InlineData("<scope>Public", "<scope>Restricted", "scope", 4)]
    [InlineData("<event>Orders fall</event>", "<event> </event>", "event", 5)]
    [InlineData("<description>By a third.</description>", "<description>By a third.</description><web>page.html</web>", "web", 7)]
    [InlineData("<areaDesc>Nanshan</areaDesc>", "<areaDesc>Nanshan</areaDesc><polygon>22.5,113.9 22.6,113.9 22.5,113.9</polygon>", "polygon", 10)]
    [InlineData("<areaDesc>Nanshan</areaDesc>", "<areaDesc>Nanshan</areaDesc><circle>122.5,113.9 5</circle>", "circle", 10)]
    public void Read_AgainstTheStandard_NamesElementAndLine(string part, string replacement, string element, int line)
    {
        var refusal = CapAlerts.Refusal(CapAlerts.With(part, replacement));

        Assert.Equal("invalid-cap", refusal.Type.Slug);
        var fault = ((IReadOnlyList<CapFault>)refusal.Extensions["faults"]!)[0];
        Assert.Equal((element, line), (fault.Element, fault.Line));
        Assert.StartsWith($"Line {line}, {element}: ", refusal.Detail!.English);
        Assert.DoesNotContain("urn:oasis", refusal.Detail.English);
    }

    [Fact]
    public void Read_References_MayBeTriples() => CapAlerts.ReadWith(
        "<scope>Public</scope>", "<scope>Public</scope><references>a@b,c,2026-03-02T09:00:00+08:00 a@b,d,2026-03-02T09:00:00-00:00</references>");

    [Fact]
    public void Read_ManyFaults_AreNamedTogether()
    {
        var refusal = CapAlerts.Refusal(CapAlerts.With("<status>Actual", "<status>Serious").Replace("<msgType>Alert", "<msgType>News"));

        Assert.Equal(["status", "msgType"], ((IReadOnlyList<CapFault>)refusal.Extensions["faults"]!).Select(fault => fault.Element));
    }

    [Theory]
    [InlineData(11, "invalid-cap")]
    [InlineData(12, "unsupported-cap")]
    [InlineData(20_000, "unsupported-cap")]
    public void Read_NestedElements_EndAtTheLimit(int levels, string slug)
    {
        var nested = string.Concat(Enumerable.Repeat("<a>", levels)) + string.Concat(Enumerable.Repeat("</a>", levels));
        var document = CapAlerts.With(
            "<description>By a third.</description>", $"<description>By a third.</description><resource><b><c>{nested}</c></b></resource>");

        Assert.Equal(slug, CapAlerts.Refusal(document).Type.Slug);
    }
}
