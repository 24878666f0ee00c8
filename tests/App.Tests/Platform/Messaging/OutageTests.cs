using System.Net.Sockets;
using Azure;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform.Messaging;
using Grpc.Core;

namespace App.Tests.Platform.Messaging;

public class OutageTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, true)]
    [InlineData(StatusCode.Internal, true)]
    [InlineData(StatusCode.Unknown, true)]
    [InlineData(StatusCode.DeadlineExceeded, true)]
    [InlineData(StatusCode.InvalidArgument, false)]
    [InlineData(StatusCode.NotFound, false)]
    [InlineData(StatusCode.AlreadyExists, false)]
    [InlineData(StatusCode.FailedPrecondition, false)]
    [InlineData(StatusCode.ResourceExhausted, false)]
    [InlineData(StatusCode.PermissionDenied, false)]
    public void Is_AnswerOfTheHostToTheDurableClient_IsAnOutageWhereItMayPass(StatusCode code, bool expected) =>
        Assert.Equal(expected, Outage.Is(new RpcException(new Status(code, "Failed to start instance"))));

    [Theory]
    [InlineData(0, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(412, false)]
    public void Is_AnswerOfStorage_IsAnOutageWhereItMayPass(int status, bool expected) =>
        Assert.Equal(expected, Outage.Is(new RequestFailedException(status, "no")));

    [Fact]
    public void Is_ConnectionCutWithinAnAnswer_IsAnOutage()
    {
        Assert.True(Outage.Is(new HttpIOException(HttpRequestError.ResponseEnded)));
        Assert.True(Outage.Is(new IOException("cut", new SocketException())));
        Assert.False(Outage.Is(new FileNotFoundException()));
    }

    [Fact]
    public void Is_SeveralTries_IsAnOutageWhereAllAre()
    {
        var outage = new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy);

        Assert.True(Outage.Is(new AggregateException(outage, new TimeoutException())));
        Assert.False(Outage.Is(new AggregateException(outage, new InvalidOperationException())));
        Assert.False(Outage.Is(new AggregateException()));
    }
}
