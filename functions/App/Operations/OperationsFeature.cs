using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Operations;

public static class OperationsFeature
{
    public static IHostApplicationBuilder AddOperations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Schedule>();
        builder.Services.AddSingleton<CalendarMetrics>();
        builder.Services.AddSingleton<DeadLetterStore>();
        builder.Services.AddSingleton<DeadLetterMetrics>();
        builder.Services.AddSingleton<SendDeadLetters>();
        return builder;
    }
}
