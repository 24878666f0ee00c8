using System.Net;
using LocalHost.Demo;

namespace Scenarios.Fixtures;

/// <summary>Checks what every refusal has in common.</summary>
internal static class RefusalAssertions
{
    /// <summary>Sends the request once in each language: the same problem, its words in that language.</summary>
    public static async Task RefusedAsync(
        this CityUnderTest city, string? user, HttpStatusCode status, string problem, Func<HttpRequestMessage> request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var english = await city.Person(user, "en").SendAsync(request(), cancellation);
        var chinese = await city.Person(user, "zh-CN").SendAsync(request(), cancellation);
        AssertProblem(english, status, problem);
        AssertProblem(chinese, status, problem);
        Assert.All(Words(english), text => Assert.DoesNotContain(text, IsHan));
        Assert.All(Words(chinese), text => Assert.Contains(text, IsHan));
    }

    public static Task RefusedAsync(
        this CityUnderTest city, string? user, HttpStatusCode status, string problem,
        HttpMethod method, string path, Func<HttpContent>? content = null) =>
        city.RefusedAsync(user, status, problem, () => new HttpRequestMessage(method, path) { Content = content?.Invoke() });

    public static void AssertProblem(Answer answer, HttpStatusCode status, string problem)
    {
        Assert.Equal((status, problem), (answer.Status, answer.Problem));
        Assert.Equal((int)status, answer.Json.GetProperty("status").GetInt32());
        Assert.NotEqual("", answer.Json.GetProperty("traceId").GetString());
    }

    private static IEnumerable<string> Words(Answer answer) => [answer.Json.GetProperty("title").GetString()!, answer.Json.GetProperty("remedy").GetString()!];

    private static bool IsHan(char character) => character is >= '一' and <= '鿿';
}
