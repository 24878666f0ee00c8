using FunctionsApp.Alerts;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Notifications;
using FunctionsApp.Organisations;
using FunctionsApp.Portal;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using FunctionsApp.Shared;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp;

/// <summary>What every host of the app sets up: the features, and the middleware in order.</summary>
public static class AppComposition
{
    /// <summary>Outermost first.</summary>
    public static IReadOnlyList<Type> Middleware { get; } = [typeof(ProblemMiddleware), typeof(AccessMiddleware), typeof(OutageMiddleware)];

    public static IHostApplicationBuilder AddApp(this IHostApplicationBuilder builder) => builder
        .AddShared()
        .AddIdentity()
        .AddProgrammes()
        .AddOrganisations()
        .AddApplications()
        .AddDocuments()
        .AddReviews()
        .AddAlerts()
        .AddWarnings()
        .AddNotifications()
        .AddPortal();
}
