using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Warnings;

public static class WarningsFeature
{
    public static IHostApplicationBuilder AddWarnings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WarningOptions>().BindConfiguration("Warnings").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<BulletinTopic>();
        builder.Services.TryAddSingleton<PublicAddress>();
        builder.Services.AddSingleton<Aggregate>(WarningAggregate.Kind);
        builder.Services.AddSingleton<Question, WarningQuestion>();
        return builder;
    }
}
