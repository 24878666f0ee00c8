using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Duplicates;

public static class DuplicatesFeature
{
    public static IHostApplicationBuilder AddDuplicates(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FingerprintIndex>();
        builder.Services.AddSingleton<KeptTexts>();
        builder.Services.AddSingleton<ComparedTexts>();
        return builder;
    }
}
