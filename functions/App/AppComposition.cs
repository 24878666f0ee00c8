using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Shared;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp;

/// <summary>What every host of the app sets up: the features, and the middleware in order.</summary>
public static class AppComposition
{
    /// <summary>Outermost first.</summary>
    public static IReadOnlyList<Type> Middleware { get; } = [typeof(ProblemMiddleware), typeof(AccessMiddleware)];

    public static IHostApplicationBuilder AddApp(this IHostApplicationBuilder builder) => builder
        .AddShared()
        .AddIdentity()
        .AddApplications();
}
