using System.Diagnostics;
using App.Tests.Fixtures;
using FunctionsApp.Platform.Telemetry;

namespace App.Tests.Platform.Telemetry;

[Collection(Traced.Tests)]
public class TracingTests
{
    [Fact]
    public void Current_NoListener_IsNothingToStore()
    {
        using var request = new Activity("request").Start();

        Assert.Null(Tracing.Current);
        Assert.Null(Tracing.Continue("work", Traced.Elsewhere, ActivityKind.Consumer));
    }

    [Fact]
    public void Current_Traced_IsTheRunningSpan()
    {
        using var traced = new Traced();
        using var request = Traced.Run();

        Assert.Equal(request.Id, Tracing.Current);
    }

    [Fact]
    public void Continue_StoredElsewhere_IsItsChildAndLinkedToWhatRuns()
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Tracing.Continue("work", Traced.Elsewhere, ActivityKind.Consumer)!.Dispose();

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

        Tracing.Continue("work", stored, ActivityKind.Consumer)!.Dispose();

        Assert.Equal(invocation.SpanId, Assert.Single(traced.Named("work")).ParentSpanId);
    }

    [Fact]
    public void Link_OfAnotherTrace_IsThere()
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Tracing.Link(Traced.Elsewhere);

        Assert.Equal("b7ad6b7169203331", Assert.Single(invocation.Links).Context.SpanId.ToString());
    }

    [Fact]
    public void Link_OfTheSameTraceOrUnreadable_IsNot()
    {
        using var traced = new Traced();
        using var invocation = Traced.Run();

        Tracing.Link(invocation.Id);
        Tracing.Link(null);
        Tracing.Link("nonsense");

        Assert.Empty(invocation.Links);
    }
}
