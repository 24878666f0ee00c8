using Azure;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace App.Tests.Documents;

/// <summary>An answer whose content turns out to be another one while it is sent.</summary>
public sealed class AbortedAnswerTests
{
    private static readonly SlotState Slot = new("budget", true, DocumentState.Accepted, 1, "a.xlsx", 4, new string('0', 64));

    [Fact]
    public async Task Execute_NothingSentYet_IsTheProblem()
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;

        await AnswerAsync(http);

        Assert.Equal((409, "application/problem+json"), (http.Response.StatusCode, http.Response.ContentType?.Split(';')[0]));
        Assert.Equal(0, http.Response.Headers.ContentDisposition.Count);
        Assert.Equal(0, http.Response.Headers.ETag.Count);
    }

    /// <summary>Its length is sent already: only a cut connection shows that this is not all.</summary>
    [Fact]
    public async Task Execute_Begun_CutsTheConnection()
    {
        var lifetime = new Mock<IHttpRequestLifetimeFeature>();
        var response = new Mock<IHttpResponseFeature>();
        response.Setup(one => one.Headers).Returns(new HeaderDictionary());
        response.Setup(one => one.HasStarted).Returns(true);
        var http = new DefaultHttpContext();
        http.Features.Set(lifetime.Object);
        http.Features.Set(response.Object);

        await AnswerAsync(http);

        lifetime.Verify(one => one.Abort(), Times.Once);
    }

    private static Task AnswerAsync(HttpContext http)
    {
        var content = new SoundContent(
            new MemoryStream([1, 2, 3, 4]), Slot.Bytes, Slot.Sha256!, () => DocumentProblems.DocumentAltered.With());
        return new DocumentAnswer(Slot, StatusCodes.Status200OK, default(HttpRange), content).ExecuteAsync(http);
    }
}
