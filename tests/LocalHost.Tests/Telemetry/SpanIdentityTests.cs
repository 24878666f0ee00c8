using System.Diagnostics;
using LocalHost.Telemetry;

namespace LocalHost.Tests.Telemetry;

/// <summary>Fails when the platform no longer keeps a span's id where it is set.</summary>
public class SpanIdentityTests
{
    [Fact]
    public void Id_Set_IsTheSpansInEveryForm()
    {
        using var span = new Activity("x").Start();
        var (trace, before) = (span.TraceId, span.Id);

        SpanIdentity.Set(span, "00f067aa0ba902b7");

        Assert.Equal("00f067aa0ba902b7", span.SpanId.ToString());
        Assert.Equal("00f067aa0ba902b7", span.Context.SpanId.ToString());
        Assert.Equal($"00-{trace}-00f067aa0ba902b7-{before![^2..]}", span.Id);
    }
}
