using App.Tests.Pages;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Platform.Http;

public class ProblemMiddlewareTests
{
    public static TheoryData<ProblemType, string, string> Explained => new()
    {
        { IdentityProblems.SignInRequired, "Bearer", "" },
        { PlatformProblems.Unavailable, "", "10" },
        { PlatformProblems.NotFound, "", "" },
    };

    [Theory]
    [MemberData(nameof(Explained))]
    public async Task Invoke_AProblem_SaysWhereToSignInAndWhenToComeBack(ProblemType problem, string signIn, string retry)
    {
        foreach (var accept in new[] { "application/json", "text/html" })
        {
            var http = RenderedPage.Request().HttpContext;
            http.Request.Headers.Accept = accept;
            var context = new Mock<FunctionContext>();
            context.Setup(it => it.Items).Returns(new Dictionary<object, object> { ["HttpRequestContext"] = http });
            context.Setup(it => it.FunctionDefinition).Returns(new Mock<FunctionDefinition>().Object);
            var middleware = new ProblemMiddleware(RenderedPage.Site().Explain, NullLogger<ProblemMiddleware>.Instance);

            await middleware.Invoke(context.Object, _ => throw problem.With());

            Assert.Equal(problem.Status, http.Response.StatusCode);
            Assert.Equal((signIn, retry), (http.Response.Headers.WWWAuthenticate.ToString(), http.Response.Headers.RetryAfter.ToString()));
            // A page names the reader and keeps the language.
            var expected = accept == "text/html" ? "Accept, Accept-Language, Authorization, Cookie" : "Accept, Accept-Language";
            Assert.Equal(expected, string.Join(", ", http.Response.Headers.Vary.ToString().Split(", ").Order()));
        }
    }
}
