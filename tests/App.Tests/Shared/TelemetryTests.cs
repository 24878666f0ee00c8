using System.Diagnostics;
using FunctionsApp.Shared;

namespace App.Tests.Shared;

[Collection(Traced.Tests)]
public class TelemetryTests
{
    [Fact]
    public void Current_NobodyTraces_IsNothingToStore()
    {
        using var request = new Activity("request").Start();

        Assert.Null(Telemetry.Current);
        Assert.Null(Telemetry.Continue("work", Traced.Elsewhere, ActivityKind.Consumer));
    }

    [Fact]
    public void Current_Traced_IsTheRunningSpan()
    {
        using var traced = new Traced();
        using var request = Traced.Run();

        Assert.Equal(request.Id, Telemetry.Current);
    }

    [Fact]
    public void Continue_StoredElsewhere_IsItsChildAndLinkedToWhatRuns()
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Telemetry.Continue("work", Traced.Elsewhere, ActivityKind.Consumer)!.Dispose();

        var work = Assert.Single(traced.Named("work"));
        Assert.Equal(ActivityContext.Parse(Traced.Elsewhere, null).TraceId, work.TraceId);
        Assert.Equal("b7ad6b7169203331", work.ParentSpanId.ToString());
        Assert.Equal(invocation.SpanId, Assert.Single(work.Links).Context.SpanId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-nonsense")]
    public void Continue_NothingThatCanBeRead_BelongsToWhatRuns(string? stored)
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Telemetry.Continue("work", stored, ActivityKind.Consumer)!.Dispose();

        Assert.Equal(invocation.SpanId, Assert.Single(traced.Named("work")).ParentSpanId);
    }

    [Fact]
    public void Link_OfAnotherTrace_IsThere()
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Telemetry.Link(Traced.Elsewhere);

        Assert.Equal("b7ad6b7169203331", Assert.Single(invocation.Links).Context.SpanId.ToString());
    }

    [Fact]
    public void Link_OfTheSameTraceOrUnreadable_IsNot()
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Telemetry.Link(invocation.Id);
        Telemetry.Link(null);
        Telemetry.Link("nonsense");

        Assert.Empty(invocation.Links);
    }
}
