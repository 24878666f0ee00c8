using FunctionsApp.Alerts;
using FunctionsApp.Applications;
using FunctionsApp.Applying;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Deliveries;
using FunctionsApp.Documents;
using FunctionsApp.Duplicates;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Operations;
using FunctionsApp.Organisations;
using FunctionsApp.Oversight;
using FunctionsApp.Pages;
using FunctionsApp.Panels;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Portal;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.PublicNotices;
using FunctionsApp.Records;
using FunctionsApp.Retention;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;
using FunctionsApp.Statistics;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using FunctionsApp.WhitePapers;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp;

/// <summary>What every host of the app sets up: the features, and the middleware in order.</summary>
public static class AppComposition
{
    /// <summary>Outermost first.</summary>
    public static IReadOnlyList<Type> Middleware { get; } =
    [
        typeof(HeadersMiddleware), typeof(ProblemMiddleware), typeof(AccessMiddleware), typeof(MediaMiddleware), typeof(OutageMiddleware),
        typeof(PeopleMiddleware), typeof(GuidesMiddleware),
    ];

    /// <remarks>Aggregates, questions, facts and kinds of stages are found by themselves; features add services and settings.</remarks>
    public static IHostApplicationBuilder AddApp(this IHostApplicationBuilder builder) => builder
        .AddPlatform()
        .AddCity()
        .AddIdentity()
        .AddPages()
        .AddMail()
        .AddPeople()
        .AddOrganisations()
        .AddProgrammes()
        .AddAssignments()
        .AddApplications()
        .AddDocuments()
        .AddDuplicates()
        .AddReviews()
        .AddPanels()
        .AddVisits()
        .AddNotices()
        .AddSelections()
        .AddApplying()
        .AddRecords()
        .AddRetention()
        .AddOversight()
        .AddStatistics()
        .AddWarnings()
        .AddAlerts()
        .AddWhitePapers()
        .AddSubscriptions()
        .AddDeliveries()
        .AddOperations()
        .AddPortal();
}
