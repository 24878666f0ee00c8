using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Identity;

public static class IdentityFeature
{
    public static IHostApplicationBuilder AddIdentity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StaffOptions>().BindConfiguration("Directory");
        builder.Services.AddSingleton<StaffDirectory>();
        builder.Services.AddOptions<CallbackOptions>().BindConfiguration("CallbackTokens").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<CallbackTokens>();
        return builder;
    }
}
