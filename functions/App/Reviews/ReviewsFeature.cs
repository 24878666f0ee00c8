using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Reviews;

public static class ReviewsFeature
{
    public static IHostApplicationBuilder AddReviews(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReviewsOptions>().BindConfiguration("Reviews").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ReviewStore>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<ReviewMetrics>();
        return builder;
    }
}
