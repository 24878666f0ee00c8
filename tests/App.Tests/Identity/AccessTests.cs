using System.Reflection;
using System.Text;
using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Moq;

namespace App.Tests.Identity;

[Collection(Traced.Tests)]
public sealed class AccessTests : IDisposable
{
    private readonly Measured measured = new();
    private readonly LoggedLines<Refusals> logged = new();

    private static readonly IReadOnlyList<MethodInfo> HttpFunctions = [.. typeof(AppComposition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))];

    public void Dispose() => measured.Dispose();

    [Fact]
    public void HttpFunctions_AllStateWhoMayCall()
    {
        Assert.NotEmpty(HttpFunctions);
        var silent = HttpFunctions.Where(method => !method.IsDefined(typeof(AccessAttribute)));
        Assert.Empty(silent.Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void HttpFunctions_UseNoHostKeys() => Assert.Empty(HttpFunctions
        .Where(method => method.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single()
            .AuthLevel != AuthorizationLevel.Anonymous)
        .Select(method => method.Name));

    [Fact]
    public void Functions_HaveDistinctNames() => Assert.Empty(typeof(AppComposition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Admits_RolesNamed_OneSuffices()
    {
        var rule = new AccessAttribute(Role.Auditor, Role.Applicant);
        Assert.True(rule.Admits(Caller(Role.Applicant)));
        Assert.False(rule.Admits(Caller(Role.Expert)));
        Assert.False(rule.Admits(Caller()));
        Assert.False(rule.Admits(null));
    }

    [Fact]
    public void Admits_NoRoleNamed_AdmitsNobody() => Assert.False(new AccessAttribute().Admits(Caller(Role.Administrator)));

    [Fact]
    public void Admits_SignedIn_NeedsACaller()
    {
        Assert.True(new AccessAttribute(Audience.SignedIn).Admits(Caller()));
        Assert.False(new AccessAttribute(Audience.SignedIn).Admits(null));
        Assert.True(new AccessAttribute(Audience.Anyone).Admits(null));
    }

    [Theory]
    [InlineData("Programmes_List", null, null)]
    [InlineData("Applications_Create", null, "sign-in-required")]
    [InlineData("Applications_Create", "Expert", "not-allowed")]
    [InlineData("Applications_Create", "Applicant", null)]
    [InlineData("Nowhere_Stated", "Administrator", "not-allowed")]
    public async Task Invoke_ByFunctionAndRole_AdmitsOrStops(string function, string? role, string? problem)
    {
        var http = new DefaultHttpContext();
        if (role is not null) http.Request.Headers[ClientPrincipal.Header] = Principal(("sub", "u1"), ("roles", role));
        var called = false;

        var stopped = await InvokeAsync(function, http, () => called = true);

        Assert.Equal(problem, (stopped as ProblemException)?.Type.Slug);
        Assert.Equal(problem is null, called);
        Assert.Equal(called && role is not null ? "u1" : null, http.Features.Get<Caller>()?.Id);
    }

    [Theory]
    [InlineData("POST", "cross-site", "foreign-site")]
    [InlineData("PUT", "same-site", "foreign-site")]
    [InlineData("POST", "same-origin", null)]
    [InlineData("POST", null, null)]
    [InlineData("GET", "cross-site", null)]
    public async Task Invoke_FromAPageOfAnotherSite_ReadsOnly(string method, string? site, string? problem)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Headers[ClientPrincipal.Header] = Principal(("sub", "u1"), ("roles", "Applicant"));
        if (site is not null) http.Request.Headers["Sec-Fetch-Site"] = site;

        var stopped = await InvokeAsync("Applications_Create", http, () => { });

        Assert.Equal(problem, (stopped as ProblemException)?.Type.Slug);
    }

    /// <summary>A kind for each, with the function's route, and nothing that names someone.</summary>
    [Theory]
    [InlineData(null, "POST", "Applications_Create", "SignIn", "sign-in-required", LogLevel.Information)]
    [InlineData("forged", "POST", "Applications_Create", "Principal", "sign-in-required", LogLevel.Warning)]
    [InlineData("Expert", "POST", "Applications_Create", "Role", "not-allowed", LogLevel.Warning)]
    [InlineData("Expert", "secret", "Applications_Create", "Role", "not-allowed", LogLevel.Warning)]
    public async Task Invoke_Refused_IsLoggedAndCounted(
        string? who, string method, string function, string kind, string problem, LogLevel level)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        if (who == "forged") http.Request.Headers[ClientPrincipal.Header] = "secret";
        else if (who is not null) http.Request.Headers[ClientPrincipal.Header] = Principal(("sub", "secret"), ("roles", who));

        await InvokeAsync(function, http, () => { });

        var line = Assert.Single(logged.Lines);
        Assert.Equal((level, $"Refused{kind}"), (line.Level, line.Id.Name));
        Assert.Equal(
            $"Security: {kind}: {(method == "POST" ? method : "other")} {Template(function)} was refused with {problem}", line.Text);
        Assert.Equal(1, measured.Now("requests.refused")[$"kind={kind}, route={Template(function)}"]);
    }

    /// <summary>Links, matters and content are looked at by the function.</summary>
    [Fact]
    public async Task Invoke_FunctionRefuses_IsLoggedAndCountedByItsKind()
    {
        ProblemException[] refusals =
        [
            IdentityProblems.InvalidCallback.With(), IdentityProblems.ExpiredCallback.With(), IdentityProblems.Hidden(),
            PlatformProblems.BadCursor.With(), PlatformProblems.NotFound.With(), PlatformProblems.Stale.With(),
        ];
        foreach (var refusal in refusals)
        {
            Assert.Same(refusal, await InvokeAsync(
                "Programmes_List", new DefaultHttpContext { Request = { Method = "GET" } }, () => throw refusal));
        }

        Assert.Equal(["RefusedLink", "RefusedExpiredLink", "RefusedRight", "RefusedInput"], logged.Lines.Select(line => line.Id.Name));
        Assert.Equal([17_104, 17_105, 17_103, 17_107], logged.Lines.Select(line => line.Id.Id));
    }

    /// <summary>What no one signed in may read is kept by caches and asked for again; everything else is kept by none.</summary>
    [Theory]
    [InlineData("Programmes_List", null, "public, no-cache", "")]
    [InlineData("Programmes_List", "Expert", "", "")]
    [InlineData("Applications_Create", "Applicant", "", "Cookie, Authorization")]
    public async Task Invoke_Admitted_SaysWhoMayKeepTheAnswer(string function, string? role, string cache, string vary)
    {
        var http = new DefaultHttpContext();
        if (role is not null) http.Request.Headers[ClientPrincipal.Header] = Principal(("sub", "u1"), ("roles", role));

        await InvokeAsync(function, http, () => { });

        Assert.Equal(cache, http.Response.Headers.CacheControl.ToString());
        Assert.Equal(vary, http.Response.Headers.Vary.ToString());
    }

    private static string Template(string function) => HttpRoute.Find(function)!.Template;

    private async Task<Exception?> InvokeAsync(string function, HttpContext http, Action called)
    {
        var definition = new Mock<FunctionDefinition>();
        definition.Setup(it => it.Name).Returns(function);
        var context = new Mock<FunctionContext>();
        context.Setup(it => it.FunctionDefinition).Returns(definition.Object);
        context.Setup(it => it.Items).Returns(new Dictionary<object, object> { ["HttpRequestContext"] = http });
        Task Next(FunctionContext _)
        {
            called();
            return Task.CompletedTask;
        }

        return await Record.ExceptionAsync(async () => await Middleware().Invoke(context.Object, Next));
    }

    private AccessMiddleware Middleware() => new(
        new ForeignPage(new PublicAddress(new ConfigurationBuilder().Build())), new Refusals(measured.Meters, logged));

    internal static string Principal(params (string Type, string Value)[] claims)
    {
        var list = claims.Select(claim => new { typ = claim.Type, val = claim.Value });
        var principal = new { auth_typ = "aad", name_typ = "name", role_typ = "roles", claims = list };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(principal)));
    }

    private static Caller Caller(params Role[] roles) => new("u1", "U", null, roles.ToHashSet(), null, null, Language.Chinese);
}
