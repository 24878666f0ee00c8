using System.Reflection;
using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;
using FunctionsApp.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Portal;

public class UnroutedHttpTests
{
    private readonly DefaultHttpContext http = new();

    public static TheoryData<string> Names => [.. HttpFunction.AllOf(typeof(UnroutedHttp).Assembly).Select(function => function.Name)];

    /// <summary>
    /// The Functions host takes the first route that matches, in the order of the functions' names, whatever their case.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Function_OfEveryRoute_IsTheFirstThatTheHostFinds(string name)
    {
        var all = HttpFunction.AllOf(typeof(UnroutedHttp).Assembly).OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var function = all.Single(each => each.Name == name);
        var path = Regex.Replace(function.Route, @"\{[^}]+\}", "0");

        Assert.All(function.Methods, method => Assert.Equal(name, all.First(each =>
            each.Methods.Contains(method) && (each.Name == UnroutedHttp.Name || UnroutedHttp.Pattern(each.Route).IsMatch(path))).Name));
    }

    [Fact]
    public void Name_InEveryOrder_IsTheLast()
    {
        Assert.Equal(UnroutedHttp.Name, Names.Select(row => row.Data).Max(StringComparer.Ordinal));
        Assert.Equal(UnroutedHttp.Name, Names.Select(row => row.Data).Max(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("api/nothing")]
    [InlineData("api/programmes/a/b")]
    [InlineData("apix/programmes")]
    [InlineData("x\napi/programmes")]
    public void Answer_UnknownPath_IsNotFound(string path) => Assert.Equal(PlatformProblems.NotFound, Refused("GET", path).Type);

    [Theory]
    [InlineData("DELETE", "api/applications", "GET")]
    [InlineData("PATCH", "API/Applications/7/Form/", "PUT")]
    public void Answer_MethodThatThePathHasNot_NamesTheOthers(string method, string path, string allowed)
    {
        var problem = Refused(method, path);

        Assert.Equal(PlatformProblems.MethodNotAllowed, problem.Type);
        Assert.Contains(allowed, http.Response.Headers.Allow.ToString().Split(", "));
        Assert.Contains(http.Response.Headers.Allow.ToString(), problem.Detail!.English);
    }

    [Fact]
    public async Task Answer_Options_IsTheMethods()
    {
        http.Request.Method = "OPTIONS";
        http.RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider();
        await new UnroutedHttp().Answer(http.Request, "api/applications").ExecuteAsync(http);

        Assert.Equal(204, http.Response.StatusCode);
        Assert.Contains("POST", http.Response.Headers.Allow.ToString());
    }

    [Theory]
    [InlineData("runtime/webhooks/blobs", false)]
    [InlineData("runtime", false)]
    [InlineData("runtimes", true)]
    [InlineData("api/runtime", true)]
    public void Route_PathsOfTheHost_AreLeftAlone(string path, bool taken)
    {
        var trigger = typeof(UnroutedHttp).GetMethod(nameof(UnroutedHttp.Answer))!.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!;
        var pattern = Regex.Match(trigger.Route!, @"^\{\*path:regex\((.*)\)\}$").Groups[1].Value;

        Assert.Equal(taken, new RegexInlineRouteConstraint(pattern).Match(
            null, null, "path", new RouteValueDictionary { ["path"] = path }, RouteDirection.IncomingRequest));
    }

    private ProblemException Refused(string method, string path)
    {
        http.Request.Method = method;
        return Assert.Throws<ProblemException>(() => new UnroutedHttp().Answer(http.Request, path));
    }
}
