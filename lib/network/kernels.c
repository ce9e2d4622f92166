/* SPDX-License-Identifier: MIT */
#include "network/kernels.h"

const struct kernels *by_kernels_version(enum kernel_version version)
{
    switch (version) {
#if defined(__x86_64__)
    case KERNELS_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                       __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                       __builtin_cpu_supports("avx512vnni")
                   ? &by_kernels_avx512
                   : NULL;
    case KERNELS_AVX2: return __builtin_cpu_supports("avx2") ? &by_kernels_avx2 : NULL;
#endif
    case KERNELS_GENERIC: return &by_kernels_generic;
    default: return NULL;
    }
}

const struct kernels *by_kernels_best(void)
{
    const struct kernels *kernels = NULL;
    for (unsigned version = 0; kernels == NULL; version++)
        kernels = by_kernels_version((enum kernel_version)version);
    return kernels;
}
