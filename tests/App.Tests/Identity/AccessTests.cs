using System.Reflection;
using System.Text;
using System.Text.Json;
using FunctionsApp;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Moq;

namespace App.Tests.Identity;

public class AccessTests
{
    private static readonly IReadOnlyList<MethodInfo> HttpFunctions = [.. typeof(AppComposition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))];

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

    private static async Task<Exception?> InvokeAsync(string function, HttpContext http, Action called)
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

        return await Record.ExceptionAsync(async () => await new AccessMiddleware().Invoke(context.Object, Next));
    }

    internal static string Principal(params (string Type, string Value)[] claims)
    {
        var list = claims.Select(claim => new { typ = claim.Type, val = claim.Value });
        var principal = new { auth_typ = "aad", name_typ = "name", role_typ = "roles", claims = list };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(principal)));
    }

    private static Caller Caller(params Role[] roles) => new("u1", "U", null, roles.ToHashSet(), null, null, Language.Chinese);
}
