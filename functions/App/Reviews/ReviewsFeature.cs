using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Reviews;

public static class ReviewsFeature
{
    public static IHostApplicationBuilder AddReviews(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReviewMetrics>();
        builder.Services.AddSingleton<PostponeReview>();
        return builder;
    }
}
