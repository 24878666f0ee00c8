using System.Text;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

/// <summary>Alerts as other systems send them.</summary>
internal static class CapAlerts
{
    public const string Valid = """
        <?xml version="1.0" encoding="UTF-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>A-17</identifier><sender>stats@sz.example</sender><sent>2026-03-02T09:00:00+08:00</sent>
          <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
          <info><language>en-US</language><category>Other</category><event>Orders fall</event><urgency>Future</urgency>
            <severity>Severe</severity><certainty>Possible</certainty>
            <expires>2026-03-09T09:00:00+08:00</expires><headline>IT orders fall</headline><description>By a third.</description>
            <parameter><valueName>sector</valueName><value>it</value></parameter>
            <parameter><valueName>value</valueName><value>-30.5</value></parameter>
            <area><areaDesc>Nanshan</areaDesc><geocode><valueName>GB/T 2260</valueName><value>440305</value></geocode></area></info>
          <info><language>zh-CN</language><category>Other</category><event>订单下降</event><urgency>Future</urgency>
            <severity>Severe</severity><certainty>Possible</certainty>
            <expires>2026-03-09T09:00:00+08:00</expires><headline>信息技术业订单下降</headline><description>下降三成。</description></info>
        </alert>
        """;

    /// <summary>A file of the folder Cap.</summary>
    public static byte[] File(string name)
    {
        using var stream = typeof(CapAlerts).Assembly.GetManifestResourceStream($"cap/{name}")!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    public static CapAlert Read(string document) => CapSignal.Read(Encoding.UTF8.GetBytes(document), CapStatus.Actual);

    /// <summary>The valid one with a part replaced.</summary>
    public static CapAlert ReadWith(string part, string replacement) => Read(With(part, replacement));

    public static string With(string part, string replacement)
    {
        Assert.Contains(part, Valid);
        return Valid.Replace(part, replacement);
    }

    public static ProblemException Refusal(string document) => Assert.Throws<ProblemException>(() => Read(document));
}
